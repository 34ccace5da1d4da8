// tests: whatever ends a flow, the server knows how, and every line of its log is there.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { EntrypointError, executeFlowRun, flow, LeaseLostError, RunCancelledError } from '@signalbox/sdk';
import { eventually, type House } from '@signalbox/testkit';
import { openServerForFlows } from './server-for-flows.ts';

const findRun = async (house: House, flowName: string) =>
  (await house.client.flow_runs.filter({ body: { flows: { name: { any_: [flowName] } } } })).at(0);

const runningRun = (house: House, flowName: string) =>
  eventually('a run that is Running', async () => {
    const run = await findRun(house, flowName);
    return run?.state_type === 'RUNNING' ? run : null;
  });

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

async function startProcess(house: House, how: string): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    ['--conditions=source', join(import.meta.dirname, 'flows', 'endless.ts'), how],
    {
      env: { ...process.env, SIGNALBOX_API_URL: house.api_url },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  assert.ok(child.stdout);
  await once(child.stdout, 'data');
  return child;
}

const messages = async (house: House) => (await house.client.logs.filter()).map(({ message }) => message);

test('a run that is cancelled from outside has its signal aborted and is Cancelled', async () => {
  await using server = await openServerForFlows();
  const endless = flow({ name: 'endless' }, async (_, { signal }) => untilAborted(signal));
  const end = assert.rejects(endless(), RunCancelledError);
  const { id } = await runningRun(server.house, 'endless');
  await server.house.client.flow_runs.set_state({ params: { id }, body: { state: { type: 'CANCELLING' } } });
  await end;
  assert.equal((await findRun(server.house, 'endless'))?.state_type, 'CANCELLED');
});

test('a process whose lease is lost stops its run without writing', async (t) => {
  await using server = await openServerForFlows();
  t.mock.timers.enable({ apis: ['setInterval'] });
  const endless = flow({ name: 'endless' }, async (_, { signal }) => untilAborted(signal));
  const end = assert.rejects(endless(), LeaseLostError);
  await runningRun(server.house, 'endless');
  server.house.advance(31);
  const crashed = await eventually('the end of the run', async () => {
    const run = await findRun(server.house, 'endless');
    return run?.state_type === 'CRASHED' ? run : null;
  });
  t.mock.timers.tick(10_000);
  await end;
  assert.equal((await findRun(server.house, 'endless'))?.state?.id, crashed.state?.id);
});

test('a process that is told to end reports its run Crashed, with its last line', async () => {
  await using server = await openServerForFlows();
  const child = await startProcess(server.house, 'wait');
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [143, null]);
  const run = await findRun(server.house, 'endless');
  assert.equal(run?.state_type, 'CRASHED');
  assert.match(run?.state?.message ?? '', /told to end by SIGTERM/);
  assert.ok((await messages(server.house)).includes('the last words'));
});

test('a process that is told to end because its run is cancelled reports Cancelled', async () => {
  await using server = await openServerForFlows();
  const child = await startProcess(server.house, 'wait');
  const { id } = await runningRun(server.house, 'endless');
  await server.house.client.flow_runs.set_state({ params: { id }, body: { state: { type: 'CANCELLING' } } });
  child.kill('SIGTERM');
  await once(child, 'exit');
  assert.equal((await findRun(server.house, 'endless'))?.state_type, 'CANCELLED');
});

test('an error that nothing catches crashes the run, and its process ends with 1', async () => {
  await using server = await openServerForFlows();
  const child = await startProcess(server.house, 'throw');
  assert.deepEqual(await once(child, 'exit'), [1, null]);
  const run = await findRun(server.house, 'endless');
  assert.equal(run?.state_type, 'CRASHED');
  assert.match(run?.state?.message ?? '', /nothing caught\. Error: out of the blue/);
  assert.ok((await messages(server.house)).includes('the last words'));
});

test('the lines of a process that calls exit are not lost', async () => {
  await using server = await openServerForFlows();
  const child = await startProcess(server.house, 'exit');
  assert.deepEqual(await once(child, 'exit'), [7, null]);
  assert.ok((await messages(server.house)).includes('the last words'));
});

test('a run whose code cannot be loaded is Crashed, and says what is wrong', async () => {
  await using server = await openServerForFlows();
  const { client } = server.house;
  const { id: flow_id } = await client.flows.create({ body: { name: 'lost' } });
  const { id } = await client.flow_runs.create({ body: { flow_id, state: { type: 'PENDING' } } });
  const state = await executeFlowRun({
    flow_run_id: id,
    client,
    loadFlow: async () => {
      throw new EntrypointError('there is no file lost.ts');
    },
  });
  assert.equal(state.type, 'CRASHED');
  const run = await client.flow_runs.read({ params: { id } });
  assert.deepEqual([run.state_type, run.state?.message], ['CRASHED', 'there is no file lost.ts']);
});
