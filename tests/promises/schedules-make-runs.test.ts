// tests: schedules make their runs ahead, each once, and deployments keep what they promise.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeploymentResponse } from '@signalbox/contract';
import { eventually, type House, openHouse } from '@signalbox/testkit';

type Schedule = { cron: string; timezone?: string } | { interval: number };

async function deploy(
  house: House,
  schedules: readonly Schedule[],
  more: Record<string, unknown> = {},
): Promise<DeploymentResponse> {
  const flow = await house.client.flows.create({ body: { name: 'nightly' } });
  return house.client.deployments.create({
    body: { name: 'production', flow_id: flow.id, schedules: schedules.map((schedule) => ({ schedule })), ...more },
  });
}

const scheduledRuns = (house: House) =>
  house.client.flow_runs.filter({
    body: { flow_runs: { state: { type: { any_: ['SCHEDULED'] } } }, sort: 'EXPECTED_START_TIME_ASC' },
  });

const untilScheduled = (house: House, count: number) =>
  eventually(`${count} scheduled runs`, async () => {
    const runs = await scheduledRuns(house);
    return runs.length === count ? runs : null;
  });

test('a daily schedule has three runs ahead, in the zone of its clock', async () => {
  await using house = await openHouse();
  await deploy(house, [{ cron: '30 6 * * *', timezone: 'Asia/Kolkata' }]);
  const runs = await untilScheduled(house, 3);
  for (const run of runs) {
    assert.match(run.expected_start_time ?? '', /T01:00:00\.000000Z$/);
    assert.equal(run.auto_scheduled, true);
    assert.ok(run.tags.includes('auto-scheduled'));
  }
});

test('a schedule of every minute has an hour of runs ahead', async () => {
  await using house = await openHouse();
  await deploy(house, [{ interval: 60 }]);
  // Up to the first that is an hour away or more.
  const runs = await untilScheduled(house, 61);
  assert.equal(new Set(runs.map(({ expected_start_time }) => expected_start_time)).size, 61);
});

test('time goes on and each run is made once', async () => {
  await using house = await openHouse();
  await deploy(house, [{ interval: 3_600 }]);
  await untilScheduled(house, 3);
  house.advance(3_600);
  const runs = await untilScheduled(house, 4);
  assert.equal(new Set(runs.map(({ expected_start_time }) => expected_start_time)).size, 4);
});

test('deploying the same again writes nothing and keeps the runs', async () => {
  await using house = await openHouse();
  const first = await deploy(house, [{ cron: '0 6 * * *' }]);
  const before = await untilScheduled(house, 3);
  const again = await deploy(house, [{ cron: '0 6 * * *' }]);
  assert.equal(again.updated, first.updated);
  assert.deepEqual(
    (await scheduledRuns(house)).map(({ id }) => id),
    before.map(({ id }) => id),
  );
});

test('a changed schedule takes its runs along', async () => {
  await using house = await openHouse();
  await deploy(house, [{ cron: '0 6 * * *' }]);
  await untilScheduled(house, 3);
  await deploy(house, [{ cron: '0 7 * * *' }]);
  const runs = await eventually('three runs at seven', async () => {
    const found = await scheduledRuns(house);
    return found.length === 3 && found.every((run) => run.expected_start_time?.includes('T07:00')) ? found : null;
  });
  assert.equal(runs.length, 3);
});

test('a paused deployment has no runs, a resumed one has them again', async () => {
  await using house = await openHouse();
  const { id } = await deploy(house, [{ cron: '0 6 * * *' }]);
  await untilScheduled(house, 3);
  await house.client.deployments.pause({ params: { id } });
  assert.equal((await scheduledRuns(house)).length, 0);
  await house.client.deployments.resume({ params: { id } });
  await untilScheduled(house, 3);
});

test('a schedule that names no times is refused by its field', async () => {
  await using house = await openHouse();
  await assert.rejects(deploy(house, [{ cron: 'every day' }]), /schedule\.cron/);
  await assert.rejects(deploy(house, [{ cron: '0 0 * * *', timezone: 'Mars/Olympus' }]), /schedule\.timezone/);
  assert.equal((await house.client.deployments.filter({ body: {} })).length, 0);
});

test('parameters that do not fit the schema are refused by name, with 409', async () => {
  await using house = await openHouse();
  const parameter_openapi_schema = { type: 'object', properties: { days: { type: 'integer' } }, required: ['days'] };
  const { id } = await deploy(house, [], { parameter_openapi_schema });
  const create = (parameters: Record<string, unknown>) =>
    house.client.deployments.create_flow_run({ params: { id }, body: { parameters } });
  await assert.rejects(create({ days: 'three' }), /'days'/);
  await assert.rejects(create({}), /'days'/);
  assert.deepEqual((await create({ days: 3 })).parameters, { days: 3 });
});

test('an unknown pool is 404, and nothing is deployed', async () => {
  await using house = await openHouse();
  await assert.rejects(deploy(house, [], { work_pool_name: 'nowhere' }), /Work pool "nowhere" not found/);
});

test('a waiting worker gets a run as soon as it is made', async () => {
  await using house = await openHouse();
  await house.client.work_pools.create({ body: { name: 'processes', type: 'process' } });
  const { id } = await deploy(house, [], { work_pool_name: 'processes' });
  const waiting = house.client.work_pools.get_scheduled_flow_runs({
    params: { name: 'processes' },
    query: { wait_seconds: 30 },
    body: {},
  });
  const run = await house.client.deployments.create_flow_run({ params: { id }, body: {} });
  assert.deepEqual(
    (await waiting).map(({ flow_run }) => flow_run.id),
    [run.id],
  );
});

test('a waiting worker gets a scheduled run when its time comes, not before', async () => {
  await using house = await openHouse();
  await house.client.work_pools.create({ body: { name: 'processes', type: 'process' } });
  await deploy(house, [{ interval: 3_600 }], { work_pool_name: 'processes' });
  await untilScheduled(house, 3);
  const ask = () =>
    house.client.work_pools.get_scheduled_flow_runs({
      params: { name: 'processes' },
      query: { wait_seconds: 60 },
      body: {},
    });
  let isAnswered = false;
  const waiting = ask().finally(() => {
    isAnswered = true;
  });
  house.advance(10);
  await house.client.flow_runs.filter({ body: {} });
  assert.equal(isAnswered, false);
  house.advance(3_600);
  await waiting;
  assert.equal((await ask()).length, 1);
});

test('the limit of a pool counts what goes, and its end lets the next one start', async () => {
  await using house = await openHouse();
  await house.client.work_pools.create({ body: { name: 'processes', type: 'process', concurrency_limit: 1 } });
  const { id } = await deploy(house, [], { work_pool_name: 'processes' });
  const first = await house.client.deployments.create_flow_run({ params: { id }, body: {} });
  const second = await house.client.deployments.create_flow_run({ params: { id }, body: {} });
  const ask = (wait_seconds = 0) =>
    house.client.work_pools.get_scheduled_flow_runs({
      params: { name: 'processes' },
      query: { wait_seconds },
      body: {},
    });
  const setState = (run_id: string, type: 'PENDING' | 'RUNNING' | 'COMPLETED') =>
    house.client.flow_runs.set_state({ params: { id: run_id }, body: { state: { type } } });
  assert.deepEqual(
    (await ask()).map(({ flow_run }) => flow_run.id),
    [first.id],
  );
  await setState(first.id, 'PENDING');
  assert.deepEqual(await ask(), []);
  const waiting = ask(30);
  await setState(first.id, 'RUNNING');
  await setState(first.id, 'COMPLETED');
  assert.deepEqual(
    (await waiting).map(({ flow_run }) => flow_run.id),
    [second.id],
  );
});

test('a deployment at its concurrency limit lets further runs wait, and frees the slot at the end', async () => {
  await using house = await openHouse();
  const { id } = await deploy(house, [], { concurrency_limit: 1 });
  const [first, second] = await Promise.all(
    [1, 2].map(() => house.client.deployments.create_flow_run({ params: { id }, body: {} })),
  );
  assert.ok(first && second);
  const setState = (run_id: string, type: 'PENDING' | 'RUNNING' | 'COMPLETED') =>
    house.client.flow_runs.set_state({ params: { id: run_id }, body: { state: { type } } });
  assert.equal((await setState(first.id, 'PENDING')).status, 'ACCEPT');
  const refused = await setState(second.id, 'PENDING');
  assert.equal(refused.status, 'REJECT');
  assert.equal(refused.state?.name, 'AwaitingConcurrencySlot');
  await setState(first.id, 'RUNNING');
  await setState(first.id, 'COMPLETED');
  assert.equal((await setState(second.id, 'PENDING')).status, 'ACCEPT');
});

test('a pool is ready while a worker gives signs of life', async () => {
  await using house = await openHouse();
  const params = { name: 'processes' };
  await house.client.work_pools.create({ body: { name: 'processes', type: 'process' } });
  assert.equal((await house.client.work_pools.read({ params })).status, 'NOT_READY');
  await house.client.workers.heartbeat({
    params: { work_pool_name: 'processes' },
    body: { name: 'w', heartbeat_interval_seconds: 10 },
  });
  assert.equal((await house.client.work_pools.read({ params })).status, 'READY');
  house.advance(31);
  await eventually(
    'a pool without workers',
    async () => (await house.client.work_pools.read({ params })).status === 'NOT_READY',
  );
  const [worker] = await house.client.workers.filter({ params: { work_pool_name: 'processes' }, body: {} });
  assert.equal(worker?.status, 'OFFLINE');
});

test('a schedule that is switched off has no runs, and has them again when it is switched on', async () => {
  await using house = await openHouse();
  const { id } = await deploy(house, [{ cron: '0 6 * * *' }]);
  await untilScheduled(house, 3);
  const [schedule] = await house.client.deployment_schedules.list({ params: { id } });
  assert.ok(schedule);
  const params = { id, schedule_id: schedule.id };
  await house.client.deployment_schedules.update({ params, body: { active: false } });
  await untilScheduled(house, 0);
  await house.client.deployment_schedules.update({ params, body: { active: true } });
  await untilScheduled(house, 3);
});
