// tests: our SDK's flows report to a real Prefect server.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { type Client, createClient } from '@signalbox/client';
import type { FlowRunId } from '@signalbox/contract';
import {
  createMarkdownArtifact,
  createTableArtifact,
  executeFlowRun,
  flow,
  getLogger,
  NoSlotError,
  RunCancelledError,
  runDeployment,
  Secret,
  task,
  Variable,
  withConcurrency,
} from '@signalbox/sdk';
import { eventually } from '@signalbox/testkit';
import { z } from 'zod';
import { type PrefectServer, startPrefectServer } from '../../conformance/transitions/prefect-server.ts';
import { prefectVenv } from './prefect-venv.ts';

const PATIENCE_MS = 60_000;

let server: PrefectServer;
let client: Client;
const folder = mkdtempSync(join(tmpdir(), 'signalbox-sdk-on-prefect-'));
const before_url = process.env.SIGNALBOX_API_URL;

before(async () => {
  server = await startPrefectServer(await prefectVenv(), { services: true });
  client = createClient({ api_url: server.url, check_answers: true });
  process.env.SIGNALBOX_API_URL = server.url;
  process.env.SIGNALBOX_RESULTS_PATH = folder;
});

after(async () => {
  if (before_url === undefined) delete process.env.SIGNALBOX_API_URL;
  else process.env.SIGNALBOX_API_URL = before_url;
  delete process.env.SIGNALBOX_RESULTS_PATH;
  await server?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const findRun = async (flowName: string) =>
  (await client.flow_runs.filter({ body: { flows: { name: { any_: [flowName] } } } })).at(0);

const runOf = async (flowName: string) => {
  const run = await findRun(flowName);
  assert.ok(run, `a run of ${flowName}`);
  return run;
};

/** The recorder of task runs works behind the requests. */
const taskRunsOf = (id: FlowRunId, count: number) =>
  eventually(
    `${count} task runs that ended`,
    async () => {
      const runs = await client.task_runs.filter({ body: { flow_runs: { id: { any_: [id] } }, limit: 200 } });
      const isDone = runs.length === count && runs.every(({ end_time }) => end_time !== null);
      return isDone ? runs.toSorted((one, other) => one.name.localeCompare(other.name)) : null;
    },
    PATIENCE_MS,
  );

const messagesOf = async (id: FlowRunId) =>
  (await client.logs.filter({ body: { logs: { flow_run_id: { any_: [id] } } } })).map(({ message }) => message);

test('fifty mapped tasks, retries, a child flow and what they depend on', async () => {
  let tries = 0;
  const flaky = task({ name: 'a-flaky', retries: 2, retryDelaySeconds: 0.05 }, async () => {
    tries += 1;
    if (tries < 3) throw new Error(`try ${tries}`);
    return { n: 50 };
  });
  const square = task({ name: 'square' }, async (n: number) => n * n);
  const child = flow({ name: 'child' }, async ({ sum }: { sum: number }) => sum + 1);
  const parent = flow(
    { name: 'parent', flowRunName: 'parent of {count}', parameters: z.object({ count: z.int().default(50) }) },
    async ({ count }) => {
      await flaky();
      const squares = await square.map([...Array(count).keys()], { concurrency: 10 }).results();
      return child({ sum: squares.reduce((sum, one) => sum + one, 0) });
    },
  );
  assert.equal(await parent({}), 40_426);

  const run = await runOf('parent');
  assert.deepEqual([run.name, run.state_type, run.parameters], ['parent of 50', 'COMPLETED', { count: 50 }]);
  const tasks = await taskRunsOf(run.id, 52);
  assert.deepEqual([tasks[0]?.name, tasks[0]?.run_count], ['a-flaky-0', 3]);
  const inner = await runOf('child');
  assert.equal(inner.parent_task_run_id, tasks[1]?.id);
  assert.equal(tasks[1]?.state?.state_details.child_flow_run_id, inner.id);
  const states = await eventually(
    'the states of the task',
    async () => {
      const all = await client.task_run_states.list({ query: { task_run_id: tasks[0]?.id ?? (run.id as never) } });
      return all.length === 7 ? all : null;
    },
    PATIENCE_MS,
  );
  assert.deepEqual(
    states.map(({ name }) => name),
    ['Pending', 'Running', 'AwaitingRetry', 'Retrying', 'AwaitingRetry', 'Retrying', 'Completed'],
  );
});

test('a flow that fails is tried again by the rules of the server', async () => {
  const stubborn = flow({ name: 'stubborn', retries: 1 }, async (_, { runCount }) => {
    if (runCount === 1) throw new Error('not yet');
    return runCount;
  });
  assert.equal(await stubborn(), 2);
  const run = await runOf('stubborn');
  assert.deepEqual([run.state_type, run.run_count], ['COMPLETED', 2]);
});

test('logs, artifacts, variables and secrets', async () => {
  const worldly = flow({ name: 'worldly', logPrints: true }, async () => {
    getLogger().warning('there are %d rows', 3);
    console.log('printed');
    await createMarkdownArtifact({ key: 'report', markdown: '# Report' });
    await createTableArtifact({ key: 'rows', table: [{ a: 1, b: null }] });
    await Variable.set('city', ['Bern']);
    await Secret.set('token', 'hunter2');
    return [await Variable.get('city'), await Variable.get('none', 7), await Secret.get('token')];
  });
  assert.deepEqual(await worldly(), [['Bern'], 7, 'hunter2']);
  const run = await runOf('worldly');
  const messages = await messagesOf(run.id);
  assert.ok(messages.includes('there are 3 rows') && messages.includes('printed'), messages.join('; '));
  const artifacts = await client.artifacts.filter({ body: { flow_runs: { id: { any_: [run.id] } } } });
  assert.deepEqual(artifacts.map(({ key, type }) => `${key} ${type}`).toSorted(), ['report markdown', 'rows table']);
});

test('slots are held while the work goes on, and given back', async () => {
  await client.concurrency_limits.create({ body: { name: 'database', limit: 1 } });
  await withConcurrency('database', 1, async () => {
    assert.equal((await client.concurrency_limits.read({ params: { id_or_name: 'database' } })).active_slots, 1);
    await assert.rejects(
      withConcurrency('database', 1, () => {}, { timeoutSeconds: 0.5 }),
      NoSlotError,
    );
  });
  assert.equal((await client.concurrency_limits.read({ params: { id_or_name: 'database' } })).active_slots, 0);
});

test('a run that is cancelled from outside has its signal aborted and is Cancelled', async () => {
  const endless = flow({ name: 'to-cancel' }, async (_, { signal }) => setTimeout(PATIENCE_MS, null, { signal }));
  const end = assert.rejects(endless(), RunCancelledError);
  const { id } = await eventually('a running run', async () => {
    const run = await findRun('to-cancel');
    return run?.state_type === 'RUNNING' ? run : null;
  });
  await client.flow_runs.set_state({ params: { id }, body: { state: { type: 'CANCELLING' } } });
  await end;
  assert.equal((await runOf('to-cancel')).state_type, 'CANCELLED');
});

test('a process that is told to end reports Crashed, with its last line', async () => {
  const script = join(import.meta.dirname, '../promises/flows/endless.ts');
  const child = spawn(process.execPath, ['--conditions=source', script, 'wait'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [143, null]);
  const run = await runOf('endless');
  assert.equal(run.state_type, 'CRASHED');
  assert.ok((await messagesOf(run.id)).includes('the last words'));
});

test('a run of a deployment is executed with its parameters', async () => {
  const hello = flow(
    { name: 'hello', retries: 1, parameters: z.object({ name: z.string(), times: z.int() }) },
    async ({ name, times }) => Array.from({ length: times }, () => name).join(' '),
  );
  const { id: flow_id } = await client.flows.create({ body: { name: 'hello' } });
  const deployment = await client.deployments.create({
    body: {
      name: 'one',
      flow_id,
      parameters: { name: 'you', times: 2 },
      parameter_openapi_schema: hello.parameterSchema(),
    },
  });
  const run = await client.deployments.create_flow_run({
    params: { id: deployment.id },
    body: { parameters: { times: 3 } },
  });
  const state = await executeFlowRun({ flow_run_id: run.id, loadFlow: async () => hello });
  assert.equal(state.result(), 'you you you');
  const read = await client.flow_runs.read({ params: { id: run.id } });
  assert.deepEqual([read.state_type, read.empirical_policy.retries], ['COMPLETED', 1]);
});

test('a served flow runs in a process of its own, and whoever started it gets the result', async () => {
  const script = join(import.meta.dirname, '../promises/flows/served.ts');
  const serving = spawn(process.execPath, ['--conditions=source', script], { stdio: ['ignore', 'inherit', 'pipe'] });
  const exit = once(serving, 'exit');
  try {
    await eventually(
      'the deployment',
      async () => (await client.deployments.filter({ body: { deployments: { name: { any_: ['here'] } } } })).at(0),
      PATIENCE_MS,
    );
    const { id, state } = await runDeployment('served/here', { parameters: { n: 21 }, timeoutSeconds: 60 });
    assert.equal(state.result(), 42);
    assert.ok((await messagesOf(id as FlowRunId)).includes('n is 21'));
  } finally {
    serving.kill('SIGTERM');
  }
  assert.deepEqual(await exit, [0, null]);
  const [deployment] = await client.deployments.filter({ body: { deployments: { name: { any_: ['here'] } } } });
  assert.equal(deployment?.paused, true);
});
