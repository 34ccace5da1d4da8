// tests: what a server keeps for flows: logs, artifacts, variables, secrets, slots, deployments.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { FlowRunId } from '@signalbox/contract';
import {
  createLinkArtifact,
  createMarkdownArtifact,
  createProgressArtifact,
  createTableArtifact,
  flow,
  getLogger,
  NoSlotError,
  runDeployment,
  Secret,
  task,
  Variable,
  withConcurrency,
} from '@signalbox/sdk';
import { eventually } from '@signalbox/testkit';
import { openServerForFlows } from './server-for-flows.ts';

test('log lines carry their run, task run and level, and console.log where a flow wants that', async () => {
  await using server = await openServerForFlows();
  const { client } = server.house;
  const noisy = task({ name: 'noisy' }, async () => {
    getLogger().warning('%d rows are bad', 3);
    console.log('printed');
  });
  await flow({ name: 'talkative', logPrints: true }, async () => noisy())();
  const lines = await client.logs.filter();
  const [task_run] = await client.task_runs.filter();
  const line = lines.find(({ message }) => message === '3 rows are bad');
  assert.deepEqual([line?.level, line?.task_run_id, line?.flow_run_id], [30, task_run?.id, task_run?.flow_run_id]);
  assert.equal(lines.find(({ message }) => message === 'printed')?.level, 20);
});

test('artifacts belong to the run and task run that made them', async () => {
  await using server = await openServerForFlows();
  const { client } = server.house;
  const report = task({ name: 'report' }, async () => createMarkdownArtifact({ key: 'report', markdown: '# Report' }));
  await flow({ name: 'reporting' }, async () => {
    await report();
    await createTableArtifact({ key: 'rows', table: [{ a: 1n, b: null }] });
    await createLinkArtifact({ key: 'site', link: 'http://site', linkText: 'the site' });
    const progress = await createProgressArtifact({ key: 'progress', progress: 10 });
    await progress.update(90);
    await assert.rejects(createMarkdownArtifact({ key: 'Not OK', markdown: '' }), /lower-case letters/);
  })();
  const artifacts = await client.artifacts.filter();
  const [task_run] = await client.task_runs.filter();
  const shown = artifacts.map(({ key, type, data }) => [key, type, data]).toSorted();
  assert.deepEqual(shown, [
    ['progress', 'progress', 90],
    ['report', 'markdown', '# Report'],
    ['rows', 'table', '[{"a":"1","b":null}]'],
    ['site', 'markdown', '[the site](http://site)'],
  ]);
  assert.equal(artifacts.find(({ key }) => key === 'report')?.task_run_id, task_run?.id);
  assert.equal(artifacts.find(({ key }) => key === 'rows')?.task_run_id, null);
});

test('variables and secrets are set, read and changed, within a flow and outside', async () => {
  await using _server = await openServerForFlows();
  assert.equal(await Variable.get('city', 'none'), 'none');
  await Variable.set('city', 'Bern', { tags: ['place'] });
  await Variable.set('city', { name: 'Bern' });
  const read = flow({ name: 'reader' }, async () => [await Variable.get('city'), await Secret.get('token')]);
  await Secret.set('token', 'one');
  await Secret.set('token', 'two');
  assert.deepEqual(await read(), [{ name: 'Bern' }, 'two']);
  assert.deepEqual([await Variable.unset('city'), await Variable.unset('city')], [true, false]);
});

test('slots are held while the work goes on, given back after it, and not waited for without end', async () => {
  await using server = await openServerForFlows();
  const { client } = server.house;
  await client.concurrency_limits.create({ body: { name: 'database', limit: 1 } });
  const taken = async () => (await client.concurrency_limits.read({ params: { id_or_name: 'database' } })).active_slots;
  await assert.rejects(
    withConcurrency('database', 1, async () => {
      assert.equal(await taken(), 1);
      await assert.rejects(
        withConcurrency('database', 1, () => {}, { timeoutSeconds: 0.1 }),
        NoSlotError,
      );
      throw new Error('the work failed');
    }),
    /the work failed/,
  );
  assert.equal(await taken(), 0);
});

test('a served flow runs in a process of its own, and whoever started it gets its result', async (t) => {
  await using server = await openServerForFlows();
  const { client, api_url } = server.house;
  const results = mkdtempSync(join(tmpdir(), 'signalbox-results-'));
  process.env.SIGNALBOX_RESULTS_PATH = results;
  t.after(() => {
    delete process.env.SIGNALBOX_RESULTS_PATH;
    rmSync(results, { recursive: true });
  });
  const script = join(import.meta.dirname, 'flows', 'served.ts');
  const serving = spawn(process.execPath, ['--conditions=source', script], {
    env: { ...process.env, SIGNALBOX_API_URL: api_url },
    stdio: 'ignore',
  });
  const exit = once(serving, 'exit');
  try {
    await eventually('the deployment', async () => (await client.deployments.filter()).at(0), 30_000);
    const caller = flow({ name: 'caller' }, async () => runDeployment('served/here', { parameters: { n: 21 } }));
    const { id, state } = await caller();
    assert.equal(state.result(), 42);
    const messages = (await client.logs.filter({ body: { logs: { flow_run_id: { any_: [id as FlowRunId] } } } })).map(
      ({ message }) => message,
    );
    assert.ok(messages.includes('n is 21'), messages.join('; '));
    const [stand_in] = await client.task_runs.filter({ body: { task_runs: { name: { any_: ['served/here-0'] } } } });
    assert.equal(stand_in?.state?.state_details.child_flow_run_id, id);
    await assert.rejects(runDeployment('served/here', { parameters: { n: 'x' } }), /n/);
  } finally {
    serving.kill('SIGTERM');
  }
  assert.deepEqual(await exit, [0, null]);
  const [deployment] = await client.deployments.filter();
  assert.equal(deployment?.paused, true);
});
