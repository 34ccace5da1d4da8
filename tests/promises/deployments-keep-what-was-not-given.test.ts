// tests: deploying again and changing one thing leave everything else as it was.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeploymentResponse } from '@signalbox/contract';
import { type House, openHouse } from '@signalbox/testkit';

async function deploy(house: House, body: Record<string, unknown> = {}): Promise<DeploymentResponse> {
  const flow = await house.client.flows.create({ body: { name: 'nightly' } });
  return house.client.deployments.create({ body: { name: 'production', flow_id: flow.id, ...body } });
}

const read = (house: House, { id }: DeploymentResponse) => house.client.deployments.read({ params: { id } });
const update = (house: House, { id }: DeploymentResponse, body: Record<string, unknown>) =>
  house.client.deployments.update({ params: { id }, body });

const FULL = {
  description: 'every night',
  version: '1',
  tags: ['nightly'],
  entrypoint: 'flows.ts:nightly',
  parameters: { days: 3 },
  job_variables: { env: { A: '1' } },
  concurrency_limit: 2,
  concurrency_options: { collision_strategy: 'CANCEL_NEW' },
  paused: true,
};

test('a deployment is written again only where something is given', async () => {
  await using house = await openHouse();
  const first = await deploy(house, FULL);
  const again = await deploy(house, { tags: ['daily'] });
  assert.deepEqual({ ...again, tags: first.tags, updated: first.updated }, first);
  assert.equal(again.paused, true);
  assert.equal(again.global_concurrency_limit?.limit, 2);
});

test('one changed member changes one member', async () => {
  await using house = await openHouse();
  const first = await deploy(house, FULL);
  await update(house, first, { description: 'each night' });
  const changed = await read(house, first);
  assert.deepEqual({ ...changed, description: first.description, updated: first.updated }, first);
});

test('a limit of its own goes with null, a shared one lives on', async () => {
  await using house = await openHouse();
  const deployment = await deploy(house, { concurrency_limit: 2 });
  const own = deployment.global_concurrency_limit;
  assert.equal(own?.name, `deployment:${deployment.id}`);
  const shared = await house.client.concurrency_limits.create({ body: { name: 'database', limit: 4 } });
  await update(house, deployment, { global_concurrency_limit_id: shared.id });
  assert.equal((await read(house, deployment)).global_concurrency_limit?.name, 'database');
  await assert.rejects(house.client.concurrency_limits.read({ params: { id_or_name: own.name } }), /not found/);
  await update(house, deployment, { concurrency_limit: null });
  assert.equal((await read(house, deployment)).global_concurrency_limit, null);
  await house.client.deployments.delete({ params: { id: deployment.id } });
  assert.equal((await house.client.concurrency_limits.read({ params: { id_or_name: 'database' } })).limit, 4);
});

test('a limit of its own and a shared one together are refused', async () => {
  await using house = await openHouse();
  const shared = await house.client.concurrency_limits.create({ body: { name: 'database', limit: 4 } });
  await assert.rejects(
    deploy(house, { concurrency_limit: 2, global_concurrency_limit_id: shared.id }),
    /global_concurrency_limit_id/,
  );
});

test('schedules are changed and added by their slugs, the others stay', async () => {
  await using house = await openHouse();
  const deployment = await deploy(house, {
    schedules: [
      { schedule: { cron: '0 6 * * *' }, slug: 'morning' },
      { schedule: { cron: '0 18 * * *' }, slug: 'evening' },
    ],
  });
  await update(house, deployment, {
    schedules: [
      { slug: 'morning', active: false },
      { slug: 'noon', schedule: { cron: '0 12 * * *' } },
    ],
  });
  const { schedules } = await read(house, deployment);
  assert.deepEqual(schedules.map(({ slug, active }) => `${slug} ${active}`).toSorted(), [
    'evening true',
    'morning false',
    'noon true',
  ]);
  await assert.rejects(update(house, deployment, { schedules: [{ schedule: { cron: '0 0 * * *' } }] }), /slug/);
});

test('parameters of a deployment must fit as far as they go', async () => {
  await using house = await openHouse();
  const deployment = await deploy(house, {
    parameter_openapi_schema: { type: 'object', properties: { days: { type: 'integer' } }, required: ['days'] },
  });
  await assert.rejects(update(house, deployment, { parameters: { days: 'three' } }), /'days'/);
  await update(house, deployment, { parameters: {} });
  await assert.rejects(
    update(house, deployment, {
      parameter_openapi_schema: { type: 'object', properties: { days: { type: 'nonsense' } } },
    }),
    /parameter_openapi_schema/,
  );
});

test('a changed description does not let a paused queue go on', async () => {
  await using house = await openHouse();
  await house.client.work_pools.create({ body: { name: 'processes', type: 'process' } });
  const params = { work_pool_name: 'processes', name: 'default' };
  await house.client.work_pool_queues.update({ params, body: { is_paused: true } });
  await house.client.work_pool_queues.update({ params, body: { description: 'all of it' } });
  const queue = await house.client.work_pool_queues.read({ params });
  assert.equal(queue.is_paused, true);
  assert.equal(queue.status, 'PAUSED');
});

test('a deleted deployment takes the runs along that have not started, and no others', async () => {
  await using house = await openHouse();
  const deployment = await deploy(house);
  const params = { id: deployment.id };
  await house.client.deployments.create_flow_run({ params, body: {} });
  const running = await house.client.deployments.create_flow_run({ params, body: { state: { type: 'RUNNING' } } });
  await house.client.deployments.delete({ params });
  assert.deepEqual(
    (await house.client.flow_runs.filter({ body: {} })).map(({ id }) => id),
    [running.id],
  );
});

test('a deleted flow takes its deployments and runs along', async () => {
  await using house = await openHouse();
  const deployment = await deploy(house, { schedules: [{ schedule: { cron: '0 6 * * *' } }] });
  await house.client.deployments.create_flow_run({ params: { id: deployment.id }, body: {} });
  await house.client.flows.delete({ params: { id: deployment.flow_id } });
  await assert.rejects(read(house, deployment), /not found/);
  assert.equal(await house.client.flow_runs.count({ body: {} }), 0);
});
