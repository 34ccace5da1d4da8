// tests: pools, queues, workers and deployments tell by events what becomes of them, in the words of a Prefect server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, type House, openHouse } from '@signalbox/testkit';

const POOL = 'processes';
const params = { name: POOL };

/** The names of the events of one kind of resource, oldest first. */
async function told(house: House, prefix: string): Promise<string[]> {
  const since = '2000-01-01T00:00:00Z';
  const filter = { order: 'ASC', event: { prefix: [prefix] }, occurred: { since, until: house.now() } } as const;
  const { events } = await house.client.events.filter({ body: { filter: { ...filter, event: { prefix: [prefix] } } } });
  return events.map(({ event }) => event.slice(prefix.length));
}

const untilTold = (house: House, prefix: string, names: readonly string[]) =>
  eventually(`${prefix}${names.join()}`, async () => (await told(house, prefix)).join() === names.join());

test('a pool tells when it is served, paused and left alone', async () => {
  await using house = await openHouse();
  const beat = { params: { work_pool_name: POOL }, body: { name: 'w', heartbeat_interval_seconds: 10 } };
  await house.client.work_pools.create({ body: { name: POOL, type: 'process' } });
  await house.client.workers.heartbeat(beat);
  await house.client.work_pools.update({ params, body: { is_paused: true } });
  await house.client.workers.heartbeat(beat);
  await house.client.work_pools.update({ params, body: { is_paused: false, concurrency_limit: 3 } });
  house.advance(31);
  const names = ['created', 'not-ready', 'ready', 'paused', 'ready', 'updated', 'not-ready'];
  await untilTold(house, 'prefect.work-pool.', names);
  await house.client.work_pools.delete({ params });
  await untilTold(house, 'prefect.work-pool.', [...names, 'deleted']);
});

test('queues and deployments are ready from a poll on, for a minute', async () => {
  await using house = await openHouse();
  await house.client.work_pools.create({ body: { name: POOL, type: 'process' } });
  const flow = await house.client.flows.create({ body: { name: 'nightly' } });
  const { id } = await house.client.deployments.create({
    body: { name: 'production', flow_id: flow.id, work_pool_name: POOL },
  });
  await house.client.work_pools.get_scheduled_flow_runs({ params, query: {}, body: {} });
  assert.equal((await house.client.deployments.read({ params: { id } })).status, 'READY');
  house.advance(61);
  await untilTold(house, 'prefect.work-queue.', ['created', 'ready', 'not-ready']);
  await untilTold(house, 'prefect.deployment.', ['created', 'ready', 'not-ready']);
  assert.equal((await house.client.deployments.read({ params: { id } })).status, 'NOT_READY');
});

test('polls keep a queue ready without a word each', async () => {
  await using house = await openHouse();
  await house.client.work_pools.create({ body: { name: POOL, type: 'process' } });
  for (let poll = 0; poll < 5; poll++) {
    await house.client.work_pools.get_scheduled_flow_runs({ params, query: {}, body: {} });
    house.advance(30);
  }
  await untilTold(house, 'prefect.work-queue.', ['created', 'ready']);
});

test('an update tells each field that changed, and an update without change tells nothing', async () => {
  await using house = await openHouse();
  const flow = await house.client.flows.create({ body: { name: 'nightly' } });
  const { id } = await house.client.deployments.create({ body: { name: 'production', flow_id: flow.id } });
  await house.client.deployments.update({ params: { id }, body: { description: 'each night' } });
  await house.client.deployments.update({ params: { id }, body: { description: 'each night' } });
  const filter = {
    event: { name: ['prefect.deployment.updated'] },
    occurred: { since: '2000-01-01T00:00:00Z', until: house.now() },
  };
  const { events } = await house.client.events.filter({ body: { filter } });
  assert.deepEqual(
    events.map(({ payload }) => payload),
    [{ updated_fields: ['description'], updates: { description: { from: null, to: 'each night' } } }],
  );
});

test('a name that is reserved, a template that cannot be filled and a taken name are refused', async () => {
  await using house = await openHouse();
  const create = (body: { name: string; base_job_template?: Record<string, unknown> }) =>
    house.client.work_pools.create({ body: { type: 'process', ...body } });
  await assert.rejects(create({ name: 'Prefect pool' }), /reserved/);
  const base_job_template = { job_configuration: { image: '{{ image }}' }, variables: { properties: {} } };
  await assert.rejects(create({ name: POOL, base_job_template }), /base_job_template.*image/);
  await assert.rejects(create({ name: POOL, base_job_template: { variables: {} } }), /job_configuration/);
  await create({ name: POOL });
  await assert.rejects(create({ name: POOL }), /already exists/);
  await assert.rejects(
    house.client.work_pool_queues.delete({ params: { work_pool_name: POOL, name: 'default' } }),
    /default queue/,
  );
});
