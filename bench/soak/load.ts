// bench: a steady load of everything that clients do, each thing at its own pace.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Call, type Connection, openConnection } from '../api/connection.ts';
import { stateEvents } from '../task-events/state-events.ts';

const LOGS_PER_RUN = 20;
const TASKS_PER_SOCKET = 20;
const WATCHED_MILLISECONDS = 3_000;
const PATIENCE_MILLISECONDS = 20_000;

/** How often each thing is done in a second. */
export const PACES = {
  'flow runs from their beginning to their end': 10,
  'lists, counts and histories': 10,
  'websockets that bring events': 1,
  'websockets that watch events': 1,
  'websockets that watch logs': 1,
} as const;

export type Doing = keyof typeof PACES;

const WATCHERS: readonly Doing[] = ['websockets that watch events', 'websockets that watch logs'];

export interface Tally {
  readonly done: Record<Doing, number>;
  readonly failures: string[];
}

async function send(connection: Connection, method: Call['method'], path: string, body?: unknown): Promise<unknown> {
  const answer = await connection.send({ method, path, ...(body !== undefined && { body: JSON.stringify(body) }) });
  if (answer.status < 300) return answer.body;
  throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 200)}`);
}

const idOf = (body: unknown): string => {
  if (typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string') return body.id;
  throw new Error(`an answer has no id: ${JSON.stringify(body)}`);
};

async function runOnce(connection: Connection, flow_id: string): Promise<void> {
  const post = (path: string, body: unknown) => send(connection, 'POST', path, body);
  const id = idOf(await post('/flow_runs/', { flow_id, tags: ['soak'], state: { type: 'PENDING' } }));
  await post(`/flow_runs/${id}/set_state`, { state: { type: 'RUNNING' } });
  const task = { flow_run_id: id, task_key: 'load', dynamic_key: '0', state: { type: 'RUNNING' } };
  const task_run_id = idOf(await post('/task_runs/', task));
  const timestamp = new Date().toISOString();
  const logs = Array.from({ length: LOGS_PER_RUN }, (_, index) => ({
    name: 'soak',
    level: 20,
    message: `line ${index} of run ${id}`,
    timestamp,
    flow_run_id: id,
    task_run_id,
  }));
  await post('/logs/', logs);
  await post(`/task_runs/${task_run_id}/set_state`, { state: { type: 'COMPLETED' } });
  await post(`/flow_runs/${id}/set_state`, { state: { type: 'COMPLETED' } });
  await send(connection, 'GET', `/flow_runs/${id}`);
}

/** One after the other. */
const READS: readonly ((now: number) => readonly [path: string, body: unknown])[] = [
  () => ['/flow_runs/filter', { limit: 50, sort: 'START_TIME_DESC' }],
  () => ['/flow_runs/count', { flow_runs: { state: { type: { any_: ['COMPLETED'] } } } }],
  () => ['/flow_runs/paginate', { limit: 20, page: 2, flow_runs: { tags: { all_: ['soak'] } } }],
  () => ['/task_runs/filter', { limit: 50 }],
  () => ['/logs/filter', { limit: 100 }],
  () => ['/flow_runs/filter', { limit: 20, flow_runs: { name: { like_: `${randomUUID().slice(0, 3)}` } } }],
  (now) => [
    '/flow_runs/history',
    {
      history_start: new Date(now - 3_600_000).toISOString(),
      history_end: new Date(now).toISOString(),
      history_interval_seconds: 120,
    },
  ],
];

/** Opens a websocket that the server has let in. @throws Error when it is closed, or nothing comes */
async function letIn(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, 'prefect');
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => socket.send(JSON.stringify({ type: 'auth', token: null }));
    socket.onmessage = () => resolve();
    socket.onerror = () => reject(new Error(`${url} could not be opened`));
    socket.onclose = () => reject(new Error(`${url} was closed`));
  });
  socket.onclose = null;
  return socket;
}

async function bringEvents(api: string, flow_run_id: string): Promise<void> {
  const socket = await letIn(`${api}/events/in`);
  for (let index = 0; index < TASKS_PER_SOCKET; index += 1)
    for (const frame of stateEvents(flow_run_id)) socket.send(frame);
  while (socket.bufferedAmount > 0) await sleep(5);
  await closed(socket);
}

/** Listens for some seconds. @throws Error when nothing is told meanwhile: the load brings forth something all the time */
async function watch(api: string, path: string, filter: object): Promise<void> {
  const socket = await letIn(`${api}${path}`);
  let told = 0;
  socket.onmessage = () => {
    told += 1;
  };
  socket.send(JSON.stringify({ type: 'filter', filter }));
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  await sleep(WATCHED_MILLISECONDS);
  while (told === 0 && performance.now() < deadline) await sleep(100);
  await closed(socket);
  if (told === 0) throw new Error(`${path} told nothing in ${PATIENCE_MILLISECONDS} ms`);
}

async function closed(socket: WebSocket): Promise<void> {
  await new Promise<void>((resolve) => {
    socket.onclose = () => resolve();
    socket.close();
  });
}

/** Keeps to the paces until the time is over; what has begun is brought to its end. */
export async function load(api_url: string, minutes: number): Promise<Tally> {
  await using opened = new AsyncDisposableStack();
  const connections = Array.from({ length: 8 }, () => opened.use(openConnection(api_url)));
  const connectionOf = (index: number): Connection => {
    const connection = connections[index % connections.length];
    if (connection) return connection;
    throw new Error('there is no connection');
  };
  const flow_id = idOf(await send(connectionOf(0), 'POST', '/flows/', { name: 'soak' }));
  const parent = idOf(await send(connectionOf(0), 'POST', '/flow_runs/', { flow_id, state: { type: 'RUNNING' } }));
  const sockets = api_url.replace(/^http/, 'ws');
  const actions: { readonly [Name in Doing]: (index: number) => Promise<unknown> } = {
    'flow runs from their beginning to their end': (index) => runOnce(connectionOf(index), flow_id),
    'lists, counts and histories': (index) => {
      const read = READS[index % READS.length];
      return read ? send(connectionOf(index), 'POST', ...read(Date.now())) : Promise.resolve();
    },
    'websockets that bring events': () => bringEvents(sockets, parent),
    'websockets that watch events': () =>
      watch(sockets, '/events/out', { occurred: { since: new Date().toISOString(), until: '9999-01-01T00:00:00Z' } }),
    'websockets that watch logs': () => watch(sockets, '/logs/out', { level: { ge_: 0 } }),
  };
  const tally: Tally = {
    done: Object.fromEntries(Object.keys(PACES).map((name) => [name, 0])) as Record<Doing, number>,
    failures: [],
  };
  const end = performance.now() + minutes * 60_000;
  const isTime = (): boolean => performance.now() < end;
  const paced = async (name: Doing, goesOn: () => boolean): Promise<void> => {
    const began = performance.now();
    const running = new Set<Promise<void>>();
    for (let index = 0; goesOn(); index += 1) {
      const one = actions[name](index)
        .then(() => {
          tally.done[name] += 1;
        })
        .catch((error: unknown) => {
          tally.failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
        })
        .finally(() => running.delete(one));
      running.add(one);
      await sleep(Math.max(0, began + ((index + 1) * 1_000) / PACES[name] - performance.now()));
    }
    await Promise.all(running);
  };
  // Whoever began to watch in the last moment has something to see.
  let isWatched = true;
  const watchers = Promise.all(WATCHERS.map((name) => paced(name, isTime))).finally(() => {
    isWatched = false;
  });
  const others = (Object.keys(PACES) as Doing[]).filter((name) => !WATCHERS.includes(name));
  await Promise.all([watchers, ...others.map((name) => paced(name, () => isTime() || isWatched))]);
  return tally;
}
