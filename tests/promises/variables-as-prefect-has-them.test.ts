// tests: variables answer as a Prefect 3.8.8 server answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RouteInput, routes } from '@signalbox/contract';
import { type House, openHouse } from '@signalbox/testkit';

type Filter = RouteInput<typeof routes.variables.filter>['body'];

async function status(house: House, method: string, path: string, body?: unknown): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const init = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) };
  const response = await fetch(`${house.api_url}/variables${path}`, init);
  await response.arrayBuffer();
  return response.status;
}

const create = (house: House, name: string, value: unknown, tags: string[] = []) =>
  house.client.variables.create({ body: { name, value: value as string, tags } });

test('a variable holds any JSON and is found by id and by name', async () => {
  await using house = await openHouse();
  const value = { list: [1, 2.5, null, true], text: 'ż' };
  const { id } = await create(house, 'settings_1-a', value);
  assert.deepEqual((await house.client.variables.read({ params: { id } })).value, value);
  assert.deepEqual((await house.client.variables.read_by_name({ params: { name: 'settings_1-a' } })).value, value);
  assert.equal((await create(house, 'nothing', null)).value, null);
  assert.equal(await status(house, 'GET', '/name/nobody'), 404);
});

test('a taken name is 409, an unusable one 422, and so is a value above 5,000 characters of JSON', async () => {
  await using house = await openHouse();
  const post = (name: string, value: unknown) => status(house, 'POST', '/', { name, value });
  assert.equal(await post('mine', 1), 201);
  assert.equal(await post('mine', 1), 409);
  assert.equal(await post('Not Usable', 1), 422);
  assert.equal(await post('with/slash', 1), 422);
  assert.equal(await post('x'.repeat(256), 1), 422);
  assert.equal(await post('fits', 'x'.repeat(4_998)), 201);
  assert.equal(await post('too_large', 'x'.repeat(4_999)), 422);
});

test('an update changes what it names and nothing else', async () => {
  await using house = await openHouse();
  const { id } = await create(house, 'mine', 'old', ['a']);
  await create(house, 'other', 1);
  assert.equal(await status(house, 'PATCH', `/${id}`, { value: 3 }), 204);
  assert.equal(await status(house, 'PATCH', `/${id}`, {}), 204);
  assert.equal(await status(house, 'PATCH', `/${id}`, { name: 'other' }), 409);
  assert.equal(await status(house, 'PATCH', `/${id}`, { tags: null }), 409);
  assert.equal(await status(house, 'PATCH', '/name/nobody', { value: 1 }), 404);
  assert.equal(await status(house, 'PATCH', '/name/mine', { name: 'renamed', tags: [] }), 204);
  const { name, value, tags } = await house.client.variables.read({ params: { id } });
  assert.deepEqual({ name, value, tags }, { name: 'renamed', value: 3, tags: [] });
});

test('lists are filtered, sorted and counted', async () => {
  await using house = await openHouse();
  await create(house, 'alpha', 1, ['x', 'y']);
  await create(house, 'beta', 2, ['x']);
  const last = await create(house, 'gamma', 3);
  const names = async (body: Filter) => (await house.client.variables.filter({ body })).map(({ name }) => name);
  assert.deepEqual(await names({}), ['alpha', 'beta', 'gamma']);
  assert.deepEqual(await names({ sort: 'CREATED_DESC', limit: 2 }), ['gamma', 'beta']);
  assert.deepEqual(await names({ variables: { name: { like_: 'ALPH' } } }), ['alpha']);
  assert.deepEqual(await names({ variables: { tags: { all_: ['x', 'y'] } } }), ['alpha']);
  assert.deepEqual(await names({ variables: { tags: { is_null_: true } } }), ['gamma']);
  const either = { operator: 'or_' as const, id: { any_: [last.id] }, name: { any_: ['beta'] } };
  assert.deepEqual(await names({ variables: either }), ['beta', 'gamma']);
  assert.equal(await house.client.variables.count({ body: { variables: either } }), 2);
  assert.equal(await status(house, 'POST', '/filter', { limit: 201 }), 422);
});

test('a deleted variable is gone', async () => {
  await using house = await openHouse();
  await create(house, 'mine', 1);
  assert.equal(await status(house, 'DELETE', '/name/mine'), 204);
  assert.equal(await status(house, 'DELETE', '/name/mine'), 404);
});
