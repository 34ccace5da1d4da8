// tests: artifacts, and the latest one of each key, answer as a Prefect 3.8.8 server answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ArtifactId, RouteInput, routes } from '@signalbox/contract';
import { type House, openHouse } from '@signalbox/testkit';

type Filter = RouteInput<typeof routes.artifacts.filter>['body'];

const create = (house: House, key: string | null, data: unknown, more: Record<string, string> = {}) =>
  house.client.artifacts.create({ body: { key, data, type: 'markdown', ...more } });

const latest = async (house: House, key: string) =>
  (await house.client.artifacts.filter_latest({ body: { artifacts: { key: { any_: [key] } } } }))[0];

test('the latest artifact of a key stands for it, and the one before after it is gone', async () => {
  await using house = await openHouse();
  const first = await create(house, 'report', '# one');
  const second = await create(house, 'report', '# two');
  const collection = await latest(house, 'report');
  assert.deepEqual([collection?.latest_id, collection?.data], [second.id, '# two']);
  const params = { key: 'report' };
  assert.equal((await house.client.artifacts.read_latest({ params })).id, second.id);
  await house.client.artifacts.delete({ params: { id: second.id } });
  const before = await latest(house, 'report');
  assert.deepEqual([before?.latest_id, before?.id], [first.id, collection?.id]);
  await house.client.artifacts.delete({ params: { id: first.id } });
  assert.equal(await latest(house, 'report'), undefined);
  assert.equal((await fetch(`${house.api_url}/artifacts/report/latest`)).status, 404);
});

test('an update of the latest one shows in its collection', async () => {
  await using house = await openHouse();
  const { id } = await create(house, 'progress', 10, { description: 'so far' });
  await house.client.artifacts.update({ params: { id }, body: { data: 50 } });
  const { data, description } = (await latest(house, 'progress')) ?? {};
  assert.deepEqual({ data, description }, { data: 50, description: 'so far' });
});

test('artifacts without a key have no collection', async () => {
  await using house = await openHouse();
  await create(house, null, { any: 'thing' });
  assert.equal(await house.client.artifacts.count({ body: {} }), 1);
  assert.equal(await house.client.artifacts.count_latest({ body: {} }), 0);
});

test('an unusable key is 422, an unknown artifact 404', async () => {
  await using house = await openHouse();
  const body = JSON.stringify({ key: 'Not_Usable', type: 'markdown' });
  const headers = { 'content-type': 'application/json' };
  assert.equal((await fetch(`${house.api_url}/artifacts/`, { method: 'POST', headers, body })).status, 422);
  const unknown = `${house.api_url}/artifacts/01a206b4-71bf-7a65-bf8f-f411fa2593f7`;
  for (const method of ['GET', 'DELETE']) assert.equal((await fetch(unknown, { method })).status, 404);
});

test('lists are filtered by the artifact and by the run that made it', async () => {
  await using house = await openHouse();
  const flow = await house.client.flows.create({ body: { name: 'reporter' } });
  const run = await house.client.flow_runs.create({ body: { flow_id: flow.id } });
  const ofRun = await create(house, 'of-run', 1, { flow_run_id: run.id });
  const table = await create(house, 'of-nobody', 2, { type: 'table' });
  const bare = await house.client.artifacts.create({ body: {} });
  const ids = async (body: Filter): Promise<ArtifactId[]> =>
    (await house.client.artifacts.filter({ body })).map(({ id }) => id);
  assert.deepEqual(await ids({ sort: 'CREATED_DESC' }), [bare.id, table.id, ofRun.id]);
  assert.deepEqual(await ids({ flows: { name: { any_: ['reporter'] } } }), [ofRun.id]);
  assert.deepEqual(await ids({ artifacts: { flow_run_id: { any_: [run.id] } } }), [ofRun.id]);
  assert.deepEqual(await ids({ artifacts: { type: { not_any_: ['markdown'] } } }), [table.id]);
  assert.deepEqual(await ids({ artifacts: { key: { exists_: false } } }), [bare.id]);
  const flows = { name: { any_: ['reporter'] } };
  assert.equal(await house.client.artifacts.count_latest({ body: { flows } }), 1);
});
