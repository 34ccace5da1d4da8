// bench: from a run's creation to its start in a process worker, ours beside a real Prefect's.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prefectEnvironment, prefectVenv, startPrefectServer } from '../servers/prefect-server.ts';
import { startProcess } from '../servers/server-process.ts';
import { startSignalboxServer } from '../servers/signalbox-server.ts';
import { deployNothing, measureLatencies } from './measure.ts';

const EXECUTABLE = join(import.meta.dirname, '../../apps/signalbox/bin/signalbox.js');

const { values } = parseArgs({
  options: {
    'beside-prefect': { type: 'boolean', default: false },
    runs: { type: 'string', default: '20' },
    smoke: { type: 'boolean', default: false },
    output: { type: 'string', default: 'table' },
  },
});

interface Latency {
  readonly server: string;
  readonly runs: number;
  readonly p50_ms: number;
  readonly p95_ms: number;
}

const latencyFrom = (server: string, sorted: readonly number[]): Latency => {
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { server, runs: sorted.length, p50_ms: at(0.5), p95_ms: at(0.95) };
};

async function ours(runs: number): Promise<Latency> {
  await using server = await startSignalboxServer();
  const { client, id } = await deployNothing(server.api_url, 'nothing.ts:nothing');
  const home = await mkdtemp(join(tmpdir(), 'signalbox-bench-worker-'));
  const worker = startProcess({
    command: process.execPath,
    arguments: [EXECUTABLE, 'worker', 'start', '--pool', 'bench'],
    environment: { HOME: home, SIGNALBOX_HOME: home, SIGNALBOX_API_URL: server.api_url },
  });
  try {
    return latencyFrom(server.name, await measureLatencies({ client, id, worker }, runs));
  } catch (error) {
    throw new Error(`our worker said:\n${worker.output()}`, { cause: error });
  } finally {
    await worker.stop();
    await rm(home, { recursive: true, force: true });
  }
}

async function prefects(runs: number): Promise<Latency> {
  const venv = prefectVenv();
  await using server = await startPrefectServer(venv);
  const { client, id } = await deployNothing(server.api_url, 'nothing.py:nothing');
  const home = await mkdtemp(join(tmpdir(), 'signalbox-bench-worker-'));
  const worker = startProcess({
    command: join(venv, 'bin/prefect'),
    arguments: ['worker', 'start', '--pool', 'bench', '--type', 'process'],
    environment: { ...prefectEnvironment(home), PREFECT_API_URL: server.api_url },
  });
  try {
    return latencyFrom(server.name, await measureLatencies({ client, id, worker }, runs));
  } finally {
    await worker.stop();
    await rm(home, { recursive: true, force: true });
  }
}

const runs = values.smoke ? 2 : Number(values.runs);
const results = [await ours(runs)];
if (values['beside-prefect']) results.push(await prefects(Math.min(runs, 6)));
if (values.output === 'json') console.log(JSON.stringify({ date: new Date().toISOString(), results }, null, 2));
else console.table(results);
