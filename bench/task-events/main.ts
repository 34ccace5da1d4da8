// bench: states of task runs per second that arrive over the websocket /events/in, until each run shows its last one.
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { OwnPostgres } from '@signalbox/testkit';
import { prefectVenv, startPrefectServer } from '../servers/prefect-server.ts';
import type { MeasuredServer } from '../servers/server-process.ts';
import { startSignalboxServer } from '../servers/signalbox-server.ts';
import { stateEvents } from './state-events.ts';

const USAGE = `node --conditions=source bench/task-events/main.ts [options]

  --beside-prefect    a real Prefect server too (PREFECT_VENV names its Python environment)
  --on-postgres       both on one Postgres instead of SQLite files
  --runs <n>          task runs, each with three states; default 10000
  --prefect-runs <n>  the same for Prefect; default 500
  --connections <n>   websockets; default 16
  --smoke             our server alone, 200 runs
  --profile <folder>  writes a CPU profile of our server`;

const { values } = parseArgs({
  options: {
    'beside-prefect': { type: 'boolean', default: false },
    'on-postgres': { type: 'boolean', default: false },
    runs: { type: 'string', default: '10000' },
    'prefect-runs': { type: 'string', default: '500' },
    connections: { type: 'string', default: '16' },
    smoke: { type: 'boolean', default: false },
    profile: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const PATIENCE_SECONDS = 300;

async function post<Answer>(api_url: string, path: string, body: unknown): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${api_url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`POST ${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json() as Promise<Answer>;
}

/** Sends all frames over one connection, no faster than it takes them. */
async function send(api_url: string, frames: readonly string[]): Promise<WebSocket> {
  const socket = new WebSocket(`${api_url.replace(/^http/, 'ws')}/events/in`, 'prefect');
  await new Promise((resolve, reject) => {
    socket.onopen = () => socket.send(JSON.stringify({ type: 'auth', token: null }));
    socket.onmessage = resolve;
    socket.onerror = () => reject(new Error('the websocket could not be opened'));
  });
  for (const frame of frames) {
    socket.send(frame);
    while (socket.bufferedAmount > 1_000_000) await sleep(1);
  }
  return socket;
}

interface Result {
  readonly server: string;
  readonly events: number;
  readonly seconds: number;
}

async function measure({ name, api_url }: MeasuredServer, runs: number): Promise<Result> {
  const flow = await post<{ id: string }>(api_url, '/flows/', { name: `events-${randomUUID()}` });
  const run = await post<{ id: string }>(api_url, '/flow_runs/', { flow_id: flow.id, state: { type: 'RUNNING' } });
  const connections = Number(values.connections);
  const frames = Array.from({ length: connections }, (_, index) => {
    const share = Math.floor((runs + index) / connections);
    return Array.from({ length: share }, () => stateEvents(run.id)).flat();
  });
  const events = frames.flat().length;
  const begun = performance.now();
  const sockets = await Promise.all(frames.map((some) => send(api_url, some)));
  const body = { task_runs: { flow_run_id: { any_: [run.id] }, state: { type: { any_: ['COMPLETED'] } } } };
  for (;;) {
    if ((await post<number>(api_url, '/task_runs/count', body)) === runs) break;
    if (performance.now() - begun > PATIENCE_SECONDS * 1_000) throw new Error(`${name} has not recorded all events`);
    await sleep(20);
  }
  const seconds = (performance.now() - begun) / 1_000;
  for (const socket of sockets) socket.close();
  return { server: name, events, seconds };
}

async function main(): Promise<void> {
  await using servers = new AsyncDisposableStack();
  const database_url = values['on-postgres'] ? servers.use(await OwnPostgres.start()).url : undefined;
  const results: Result[] = [];
  const ours = servers.use(await startSignalboxServer({ profile_directory: values.profile, database_url }));
  results.push(await measure(ours, values.smoke ? 200 : Number(values.runs)));
  if (values['beside-prefect']) {
    const prefect = servers.use(await startPrefectServer(prefectVenv(), database_url));
    results.push(await measure(prefect, Number(values['prefect-runs'])));
  }
  console.table(
    results.map(({ server, events, seconds }) => ({ server, events, 'events/s': Math.round(events / seconds) })),
  );
  console.log(
    `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} processors, Node ${process.version}`,
  );
}

if (values.help) console.log(USAGE);
else await main();
