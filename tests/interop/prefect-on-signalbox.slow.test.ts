// tests: Python flows and Prefect's own programs on this server, unchanged.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlowRunResponse } from '@signalbox/contract';
import { eventually, type House, openHouse } from '@signalbox/testkit';
import { openWorkshop } from './python.ts';

const PATIENCE_MS = 90_000;

async function runOf(house: House, flow: string): Promise<FlowRunResponse> {
  const runs = await house.client.flow_runs.filter({
    body: { flows: { name: { any_: [flow] } }, sort: 'EXPECTED_START_TIME_DESC' },
  });
  const [run] = runs;
  assert.ok(run, `no run of ${flow}`);
  return run;
}

const ended = (house: House, flow: string) =>
  eventually(
    `an end of ${flow}`,
    async () => {
      const runs = await house.client.flow_runs.filter({ body: { flows: { name: { any_: [flow] } } } });
      return runs.find(
        ({ state_type }) => state_type && ['COMPLETED', 'FAILED', 'CRASHED', 'CANCELLED'].includes(state_type),
      );
    },
    PATIENCE_MS,
  );

const taskRunsOf = (house: House, { id }: FlowRunResponse) =>
  house.client.task_runs.filter({ body: { flow_runs: { id: { any_: [id] } } } });

const logsOf = (house: House, { id }: FlowRunResponse, text: string) =>
  eventually(`the log '${text}'`, async () => {
    const logs = await house.client.logs.filter({ body: { logs: { flow_run_id: { any_: [id] } } } });
    return logs.find(({ message }) => message.includes(text));
  });

test('a flow runs, and what it prints and logs arrives', async () => {
  await using house = await openHouse();
  await using workshop = openWorkshop(house.api_url);
  await workshop.run('python', ['hello.py']);
  const run = await runOf(house, 'hello');
  assert.equal(run.state_type, 'COMPLETED');
  assert.deepEqual(run.parameters, { name: 'world' });
  await logsOf(house, run, 'printed for world');
  await logsOf(house, run, 'logged for world');
});

test('fifty mapped tasks are recorded with what they waited for', async () => {
  await using house = await openHouse();
  await using workshop = openWorkshop(house.api_url);
  await workshop.run('python', ['mapped.py']);
  const run = await runOf(house, 'mapped');
  const runs = await eventually('51 completed task runs', async () => {
    const found = await taskRunsOf(house, run);
    return found.filter(({ state_type }) => state_type === 'COMPLETED').length === 51 ? found : null;
  });
  assert.equal(new Set(runs.map(({ id }) => id)).size, 51);
  const graph = await house.client.flow_runs.graph({ params: { id: run.id }, query: {} });
  const total = graph.nodes.map(([, node]) => node).find(({ label }) => label.startsWith('total'));
  assert.equal(total?.parents.length, 50);
});

test('failed attempts of tasks and flows are repeated', async () => {
  await using house = await openHouse();
  await using workshop = openWorkshop(house.api_url);
  await workshop.run('python', ['retries.py']);
  const run = await runOf(house, 'retried');
  assert.equal(run.state_type, 'COMPLETED');
  assert.equal(run.run_count, 2);
  const states = await house.client.flow_run_states.list({ query: { flow_run_id: run.id } });
  assert.deepEqual(
    states.map(({ name }) => name),
    ['Pending', 'Running', 'AwaitingRetry', 'Running', 'Completed'],
  );
  const fragile = await eventually('the task in its third attempt', async () =>
    (await taskRunsOf(house, run)).find(({ run_count }) => run_count === 3),
  );
  assert.equal(fragile.state_type, 'COMPLETED');
});

test('a subflow is a run of its own, below the task run that stands for it', async () => {
  await using house = await openHouse();
  await using workshop = openWorkshop(house.api_url);
  await workshop.run('python', ['subflows.py']);
  const parent = await runOf(house, 'parent');
  const child = await runOf(house, 'child');
  assert.ok(child.parent_task_run_id);
  const placeholder = await house.client.task_runs.read({ params: { id: child.parent_task_run_id } });
  assert.equal(placeholder.flow_run_id, parent.id);
  assert.equal(placeholder.state_type, 'COMPLETED');
  const graph = await house.client.flow_runs.graph({ params: { id: parent.id }, query: {} });
  assert.ok(graph.nodes.some(([id, node]) => node.kind === 'flow-run' && String(id) === String(child.id)));
});

test('a failure is told with its reason', async () => {
  await using house = await openHouse();
  await using workshop = openWorkshop(house.api_url);
  await workshop.run('python', ['endings.py', 'fails'], { mayFail: true });
  const run = await runOf(house, 'fails');
  assert.equal(run.state_type, 'FAILED');
  assert.match(run.state?.message ?? '', /the reason of the failure/);
});

test('a process that dies without a word leaves a crashed run', async () => {
  await using house = await openHouse();
  await using workshop = openWorkshop(house.api_url);
  const { signal } = await workshop.run('python', ['endings.py', 'dies'], { mayFail: true });
  assert.equal(signal, 'SIGKILL');
  const run = await runOf(house, 'dies');
  assert.equal(run.state_type, 'RUNNING');
  house.advance(120);
  assert.equal((await ended(house, 'dies')).state_type, 'CRASHED');
});

test('variables, secrets, artifacts and concurrency limits work from Python', async () => {
  await using house = await openHouse();
  await using workshop = openWorkshop(house.api_url);
  await house.client.concurrency_limits.create({ body: { name: 'database', limit: 1 } });
  await house.client.concurrency_limits.create({ body: { name: 'tag:scarce', limit: 1 } });
  await workshop.run('python', ['services.py']);
  const run = await runOf(house, 'services');
  assert.equal(run.state_type, 'COMPLETED');
  const artifacts = await house.client.artifacts.filter({ body: { artifacts: { flow_run_id: { any_: [run.id] } } } });
  assert.deepEqual(artifacts.map(({ key, type }) => `${key} ${type}`).sort(), ['report markdown', 'rows table']);
  for (const id_or_name of ['database', 'tag:scarce']) {
    const limit = await house.client.concurrency_limits.read({ params: { id_or_name } });
    assert.equal(limit.active_slots, 0, id_or_name);
  }
});

test('prefect deploy and a Prefect process worker run our deployment', async () => {
  await using house = await openHouse();
  await using workshop = openWorkshop(house.api_url);
  await workshop.run('prefect', ['work-pool', 'create', 'processes', '--type', 'process']);
  await workshop.run('prefect', ['--no-prompt', 'deploy', '--all']);
  // A second time it changes what is there.
  await workshop.run('prefect', ['--no-prompt', 'deploy', '--all']);
  const deployment = await house.client.deployments.read_by_name({
    params: { flow_name: 'hello', deployment_name: 'daily' },
  });
  assert.equal(deployment.version, '1.2');
  assert.deepEqual(deployment.tags, ['greeting']);
  assert.equal(deployment.work_pool_name, 'processes');
  assert.equal(deployment.schedules.length, 1);
  workshop.start('prefect', ['worker', 'start', '--pool', 'processes', '--type', 'process', '--name', 'theirs']);
  const run = await house.client.deployments.create_flow_run({ params: { id: deployment.id }, body: {} });
  const finished = await eventually(
    'the end of the run in a Prefect worker',
    async () => {
      const found = await house.client.flow_runs.read({ params: { id: run.id } });
      return found.end_time ? found : null;
    },
    PATIENCE_MS,
  );
  assert.equal(finished.state_type, 'COMPLETED');
  await logsOf(house, finished, 'printed for deployment');
});

test('flow.serve takes runs of its deployment', async () => {
  await using house = await openHouse();
  await using workshop = openWorkshop(house.api_url);
  workshop.start('python', ['served.py']);
  const deployment = await eventually(
    'the served deployment',
    async () => {
      const [found] = await house.client.deployments.filter({
        body: { deployments: { name: { any_: ['by-process'] } } },
      });
      return found;
    },
    PATIENCE_MS,
  );
  await house.client.deployments.create_flow_run({ params: { id: deployment.id }, body: {} });
  const run = await ended(house, 'served');
  assert.equal(run.state_type, 'COMPLETED');
  await logsOf(house, run, 'served New York');
});
