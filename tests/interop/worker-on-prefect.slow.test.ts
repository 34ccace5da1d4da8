// tests: our worker runs the Python flows of a real Prefect server.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Client, createClient } from '@signalbox/client';
import type { DeploymentId, FlowRunId, FlowRunResponse } from '@signalbox/contract';
import { startWorker, type Worker, type WorkerEvent } from '@signalbox/worker';
import { type PrefectServer, startPrefectServer } from '../../conformance/transitions/prefect-server.ts';
import { prefectVenv } from './prefect-venv.ts';

const POOL = 'ours';
let server: PrefectServer;
let client: Client;
let worker: Worker;
let state_directory: string;
let deployment_id: DeploymentId;
const events: WorkerEvent[] = [];
const waiting = new Set<() => void>();

before(async () => {
  const venv = await prefectVenv();
  process.env.SIGNALBOX_PYTHON = join(venv, 'bin', 'python');
  server = await startPrefectServer(venv);
  client = createClient({ api_url: server.url });
  state_directory = mkdtempSync(join(tmpdir(), 'signalbox-worker-on-prefect-'));
  worker = await startWorker({
    client,
    work_pool_name: POOL,
    state_directory,
    tell: (event) => {
      events.push(event);
      for (const look of waiting) look();
    },
  });
  deployment_id = await deploy();
});

after(async () => {
  worker?.drain();
  await worker?.finished;
  await server?.[Symbol.asyncDispose]();
  if (state_directory) rmSync(state_directory, { recursive: true, force: true });
});

async function deploy(): Promise<DeploymentId> {
  const flow = await client.flows.create({ body: { name: 'hello' } });
  const directory = join(import.meta.dirname, 'flows');
  const deployment = await client.deployments.create({
    body: {
      name: 'ours',
      flow_id: flow.id,
      entrypoint: 'hello.py:hello',
      work_pool_name: POOL,
      pull_steps: [{ 'prefect.deployments.steps.set_working_directory': { directory } }],
      enforce_parameter_schema: false,
    },
  });
  return deployment.id;
}

const startRun = async (parameters: Record<string, unknown>, job_variables = {}): Promise<FlowRunResponse> =>
  client.deployments.create_flow_run({
    params: { id: deployment_id },
    body: { parameters, job_variables, state: { type: 'SCHEDULED' } },
  });

function told<Type extends WorkerEvent['type']>(
  type: Type,
  id: FlowRunId,
  holds: (event: Extract<WorkerEvent, { type: Type }>) => boolean = () => true,
): Promise<Extract<WorkerEvent, { type: Type }>> {
  return new Promise((resolve) => {
    const look = (): void => {
      const found = events.find(
        (event): event is Extract<WorkerEvent, { type: Type }> =>
          event.type === type && 'run' in event && event.run.id === id,
      );
      if (found === undefined || !holds(found)) return;
      waiting.delete(look);
      resolve(found);
    };
    waiting.add(look);
    look();
  });
}

test('the worker made its pool, and the server knows the worker', async () => {
  const pool = await client.work_pools.read({ params: { name: POOL } });
  assert.equal(pool.type, 'process');
  const workers = await client.workers.filter({ params: { work_pool_name: POOL } });
  assert.deepEqual(
    workers.map(({ name, status }) => [name, status]),
    [[worker.name, 'ONLINE']],
  );
});

test('a run completes, and its process is recorded', async () => {
  const { id } = await startRun({ name: 'Ada' });
  assert.equal((await told('run-ended', id)).state_name, 'Completed');
  const run = await client.flow_runs.read({ params: { id } });
  assert.equal(run.state_type, 'COMPLETED');
  assert.match(run.infrastructure_pid ?? '', /:\d+$/);
});

test('a run whose processes are killed is Crashed, with the end of its output in the logs', async () => {
  const { id } = await startRun({ die: true });
  assert.equal((await told('run-ended', id)).state_name, 'Crashed');
  const run = await client.flow_runs.read({ params: { id } });
  assert.equal(run.state_type, 'CRASHED');
  assert.match(run.state?.message ?? '', /SIGKILL/);
  const logs = await client.logs.filter({ body: { logs: { flow_run_id: { any_: [id] } } } });
  assert.ok(logs.some(({ name, message }) => name === 'signalbox.worker' && message.includes('hello world')));
});

test('a run that is cancelled ends with its processes', async () => {
  const { id } = await startRun({ seconds: 600 });
  await told('run-output', id);
  const { status } = await client.flow_runs.set_state({
    params: { id },
    body: { state: { type: 'CANCELLING', name: 'Cancelling' } },
  });
  assert.equal(status, 'ACCEPT');
  assert.equal((await told('run-ended', id)).state_name, 'Cancelled');
  assert.equal((await client.flow_runs.read({ params: { id } })).state_type, 'CANCELLED');
});

test('a run that cannot be started is Crashed with what is wrong', async () => {
  const { id } = await startRun({}, { working_dir: '/no/such/folder' });
  assert.equal((await told('run-ended', id)).state_name, 'Crashed');
  const run = await client.flow_runs.read({ params: { id } });
  assert.match(run.state?.message ?? '', /folder \/no\/such\/folder does not exist/);
});
