// tests: what a deployment was is kept, told, and can be brought back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeploymentResponse } from '@signalbox/contract';
import { type House, openHouse } from '@signalbox/testkit';

async function deploy(house: House, body: Record<string, unknown> = {}): Promise<DeploymentResponse> {
  const flow = await house.client.flows.create({ body: { name: 'nightly' } });
  return house.client.deployments.create({ body: { name: 'production', flow_id: flow.id, ...body } });
}

const versionsOf = (house: House, { id }: DeploymentResponse) =>
  house.client.deployment_versions.list({ params: { id } });
const numbersOf = async (house: House, deployment: DeploymentResponse) =>
  (await versionsOf(house, deployment)).map(({ number }) => number);
const read = (house: House, { id }: DeploymentResponse) => house.client.deployments.read({ params: { id } });
const restore = (house: House, { id }: DeploymentResponse, number: number) =>
  house.client.deployment_versions.restore({ params: { id, number } });

test('a version is kept when something changes, and only then', async () => {
  await using house = await openHouse();
  const deployment = await deploy(house, { version: 'a1', tags: ['x'] });
  assert.deepEqual(await numbersOf(house, deployment), [1]);
  await deploy(house, { version: 'a1', tags: ['x'] });
  assert.deepEqual(await numbersOf(house, deployment), [1]);
  await deploy(house, { version: 'a2', tags: ['x'] });
  const [second] = await versionsOf(house, deployment);
  assert.deepEqual([second?.number, second?.version, second?.restored_from], [2, 'a2', null]);
});

test('how a deployment is run makes no version: pauses, and schedules that are switched off', async () => {
  await using house = await openHouse();
  const deployment = await deploy(house, { schedules: [{ schedule: { cron: '0 5 * * *' }, slug: 'dawn' }] });
  const [schedule] = deployment.schedules;
  assert.ok(schedule);
  const params = { id: deployment.id, schedule_id: schedule.id };
  await house.client.deployments.pause({ params: { id: deployment.id } });
  await house.client.deployment_schedules.update({ params, body: { active: false } });
  assert.deepEqual(await numbersOf(house, deployment), [1]);
  await house.client.deployment_schedules.update({ params, body: { schedule: { cron: '0 6 * * *' } } });
  assert.deepEqual(await numbersOf(house, deployment), [2, 1]);
});

test('the differences of a version name each member that changed, with both values', async () => {
  await using house = await openHouse();
  const deployment = await deploy(house, { parameters: { days: 3, city: 'Bern' }, job_variables: { image: 'a:1' } });
  const params = { id: deployment.id };
  await house.client.deployments.update({ params, body: { parameters: { days: 4, city: 'Bern' } } });
  await house.client.deployments.update({ params, body: { job_variables: { image: 'a:2' } } });
  const differences = (number: number, since?: number) =>
    house.client.deployment_versions.differences({ params: { ...params, number }, query: { since } });
  assert.deepEqual(await differences(3), [{ path: ['job_variables', 'image'], before: 'a:1', after: 'a:2' }]);
  assert.deepEqual(await differences(3, 1), [
    { path: ['job_variables', 'image'], before: 'a:1', after: 'a:2' },
    { path: ['parameters', 'days'], before: 3, after: 4 },
  ]);
  assert.deepEqual(await differences(1, 2), [{ path: ['parameters', 'days'], before: 4, after: 3 }]);
  const first = await differences(1);
  assert.ok(first.some(({ path, after }) => path.join('.') === 'parameters' && typeof after === 'object'));
});

test('a version that is brought back is there as it was, and is the newest', async () => {
  await using house = await openHouse();
  await house.client.work_pools.create({ body: { name: 'small', type: 'process' } });
  await house.client.work_pools.create({ body: { name: 'large', type: 'process' } });
  const first = await deploy(house, {
    description: 'every night',
    version: '1',
    version_info: { type: 'vcs:git', version: '1', commit_sha: 'abc' },
    tags: ['nightly'],
    labels: { team: 'data' },
    entrypoint: 'flows.ts:nightly',
    parameters: { days: 3 },
    job_variables: { env: { A: '1' } },
    pull_steps: [{ 'prefect.deployments.steps.git_clone': { repository: 'https://host/a', branch: 'main' } }],
    work_pool_name: 'small',
    work_queue_name: 'urgent',
    concurrency_limit: 2,
    concurrency_options: { collision_strategy: 'CANCEL_NEW' },
    schedules: [{ schedule: { cron: '0 5 * * *' } }, { schedule: { interval: 3600 }, parameters: { days: 1 } }],
  });
  await deploy(house, {
    description: null,
    version: '2',
    tags: [],
    entrypoint: 'flows.ts:other',
    parameters: { days: 9 },
    job_variables: {},
    pull_steps: [],
    work_pool_name: 'large',
    concurrency_limit: 5,
    concurrency_options: null,
    schedules: [{ schedule: { cron: '0 6 * * *' } }],
  });
  const restored = await restore(house, first, 1);
  assert.deepEqual([restored.number, restored.restored_from, restored.version], [3, 1, '1']);
  const now = await read(house, first);
  const limitOf = ({ global_concurrency_limit }: DeploymentResponse) => global_concurrency_limit?.limit;
  const timesOf = ({ schedules }: DeploymentResponse) =>
    schedules.map(({ schedule }) => JSON.stringify(schedule)).sort();
  const said = ({ updated, schedules, global_concurrency_limit, ...rest }: DeploymentResponse) => rest;
  assert.deepEqual(said(now), said(first));
  assert.deepEqual([limitOf(now), timesOf(now)], [2, timesOf(first)]);
  assert.deepEqual(await numbersOf(house, first), [3, 2, 1]);
});

test('going back leaves a schedule off that was switched off meanwhile, and a paused deployment paused', async () => {
  await using house = await openHouse();
  const deployment = await deploy(house, {
    version: '1',
    schedules: [{ schedule: { cron: '0 5 * * *' }, slug: 'dawn' }],
  });
  const [schedule] = deployment.schedules;
  assert.ok(schedule);
  await house.client.deployments.update({ params: { id: deployment.id }, body: { version: '2' } });
  const params = { id: deployment.id, schedule_id: schedule.id };
  await house.client.deployment_schedules.update({ params, body: { active: false } });
  await house.client.deployments.pause({ params: { id: deployment.id } });
  await restore(house, deployment, 1);
  const now = await read(house, deployment);
  assert.deepEqual([now.version, now.paused, now.schedules.map(({ active }) => active)], ['1', true, [false]]);
});

test('what is not kept is not found, and a pool that is gone refuses the way back without a change', async () => {
  await using house = await openHouse();
  await house.client.work_pools.create({ body: { name: 'small', type: 'process' } });
  await house.client.work_pools.create({ body: { name: 'large', type: 'process' } });
  const deployment = await deploy(house, { work_pool_name: 'small' });
  await assert.rejects(restore(house, deployment, 7), /Version 7 of the deployment not found/);
  await house.client.deployments.update({ params: { id: deployment.id }, body: { work_pool_name: 'large' } });
  await house.client.work_pools.delete({ params: { name: 'small' } });
  await assert.rejects(restore(house, deployment, 1), /not found/);
  assert.equal((await read(house, deployment)).work_pool_name, 'large');
  assert.deepEqual(await numbersOf(house, deployment), [2, 1]);
  await house.client.deployments.delete({ params: { id: deployment.id } });
  await assert.rejects(versionsOf(house, deployment), /not found/);
});

test('the last hundred versions are kept', async () => {
  await using house = await openHouse();
  const deployment = await deploy(house, { version: '0' });
  for (let version = 1; version <= 104; version += 1)
    await house.client.deployments.update({ params: { id: deployment.id }, body: { version: String(version) } });
  const numbers = await numbersOf(house, deployment);
  assert.deepEqual([numbers.length, numbers[0], numbers.at(-1)], [100, 105, 6]);
});
