// tests: slots of concurrency limits are never taken twice, never lost, and whoever waits for them is woken.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, type House, openHouse } from '@signalbox/testkit';

const AT_ONCE = { settings: { slot_wait_seconds: 0 } };

async function send(house: House, path: string, body: unknown, signal?: AbortSignal) {
  const response = await fetch(`${house.api_url}/v2/concurrency_limits${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
  const text = await response.text();
  const retry_after = Number(response.headers.get('retry-after'));
  return { status: response.status, retry_after, body: text === '' ? null : JSON.parse(text) };
}

const lease = (house: House, names: string[], more: Record<string, unknown> = {}, signal?: AbortSignal) =>
  send(house, '/increment-with-lease', { slots: 1, names, ...more }, signal);

const limitOf = (house: House, id_or_name: string) => house.client.concurrency_limits.read({ params: { id_or_name } });

const create = (house: House, limit: { name: string; limit: number; slot_decay_per_second?: number }) =>
  house.client.concurrency_limits.create({ body: limit });

test('a full limit is 423 with a time to ask again, and a lease given back frees it', async () => {
  await using house = await openHouse(AT_ONCE);
  const { id } = await create(house, { name: 'database', limit: 1 });
  const taken = await lease(house, ['database', 'nobody-made-this']);
  assert.deepEqual(taken.body.limits, [{ id, name: 'database', limit: 1 }]);
  const refused = await lease(house, ['database']);
  assert.equal(refused.status, 423);
  assert.ok(refused.retry_after > 0);
  assert.equal((await limitOf(house, 'database')).active_slots, 1);
  const { lease_id } = taken.body;
  assert.equal((await send(house, '/decrement-with-lease', { lease_id })).status, 204);
  assert.equal((await limitOf(house, id)).active_slots, 0);
  assert.equal((await send(house, '/decrement-with-lease', { lease_id })).status, 204);
});

test('slots of all limits are taken, or of none', async () => {
  await using house = await openHouse(AT_ONCE);
  await create(house, { name: 'free', limit: 5 });
  await create(house, { name: 'full', limit: 1 });
  await lease(house, ['full']);
  assert.equal((await lease(house, ['free', 'full'])).status, 423);
  assert.equal((await limitOf(house, 'free')).active_slots, 0);
});

test('of many who ask at once, as many get slots as there are', async () => {
  await using house = await openHouse(AT_ONCE);
  await create(house, { name: 'narrow', limit: 3 });
  const answers = await Promise.all(Array.from({ length: 20 }, () => lease(house, ['narrow'])));
  assert.equal(answers.filter(({ status }) => status === 200).length, 3);
  assert.equal((await limitOf(house, 'narrow')).active_slots, 3);
});

test('a lease that is not renewed is lost with its slots, a renewed one is not', async () => {
  await using house = await openHouse(AT_ONCE);
  await create(house, { name: 'two', limit: 2 });
  const kept = await lease(house, ['two'], { lease_duration: 60 });
  const lost = await lease(house, ['two'], { lease_duration: 60 });
  house.advance(50);
  assert.equal((await send(house, `/leases/${kept.body.lease_id}/renew`, { lease_duration: 60 })).status, 204);
  house.advance(20);
  assert.equal((await limitOf(house, 'two')).active_slots, 1);
  assert.equal((await send(house, `/leases/${kept.body.lease_id}/renew`, {})).status, 204);
  assert.equal((await send(house, `/leases/${lost.body.lease_id}/renew`, {})).status, 410);
});

test('rows of leases that ran out are swept', async () => {
  await using house = await openHouse(AT_ONCE);
  await create(house, { name: 'swept', limit: 2 });
  await lease(house, ['swept'], { lease_duration: 60 });
  const rows = () => house.engine.store.read.selectFrom('slot_leases').select('id').execute();
  assert.equal((await rows()).length, 1);
  house.advance(200);
  await eventually('no rows', async () => (await rows()).length === 0);
});

test('a lease on names without a limit can be renewed and given back like any other', async () => {
  await using house = await openHouse(AT_ONCE);
  const { body } = await lease(house, ['nobody-made-this']);
  assert.deepEqual(body.limits, []);
  assert.equal((await send(house, `/leases/${body.lease_id}/renew`, {})).status, 204);
  assert.equal((await send(house, '/decrement-with-lease', { lease_id: body.lease_id })).status, 204);
  assert.equal((await send(house, `/leases/${body.lease_id}/renew`, {})).status, 410);
});

test('slots without a lease stay taken until as many are given back', async () => {
  await using house = await openHouse(AT_ONCE);
  await create(house, { name: 'loose', limit: 4 });
  await send(house, '/increment', { slots: 3, names: ['loose'] });
  await lease(house, ['loose']);
  house.advance(30 * 86_400);
  assert.equal((await limitOf(house, 'loose')).active_slots, 3);
  await send(house, '/decrement', { slots: 2, names: ['loose'] });
  assert.equal((await limitOf(house, 'loose')).active_slots, 1);
  await send(house, '/decrement', { slots: 5, names: ['loose'] });
  assert.equal((await limitOf(house, 'loose')).active_slots, 0);
});

test('slots that decay come free one by one, held or not', async () => {
  await using house = await openHouse(AT_ONCE);
  await create(house, { name: 'rate', limit: 2, slot_decay_per_second: 0.5 });
  const rate = { slots: 1, names: ['rate'], mode: 'rate_limit' };
  assert.equal((await send(house, '/increment', rate)).status, 200);
  assert.equal((await lease(house, ['rate'])).status, 200);
  const refused = await send(house, '/increment', rate);
  assert.equal(refused.status, 423);
  assert.ok(refused.retry_after > 1 && refused.retry_after <= 2, `${refused.retry_after} s`);
  house.advance(2);
  assert.equal((await limitOf(house, 'rate')).active_slots, 1);
  assert.equal((await send(house, '/increment', rate)).status, 200);
  house.advance(4);
  assert.equal((await limitOf(house, 'rate')).active_slots, 0);
});

test('what can never succeed is 422', async () => {
  await using house = await openHouse(AT_ONCE);
  await create(house, { name: 'small', limit: 1 });
  assert.equal((await lease(house, ['small'], { slots: 2 })).status, 422);
  assert.equal((await lease(house, ['small'], { mode: 'rate_limit' })).status, 422);
  assert.equal((await lease(house, ['small'], { lease_duration: 59 })).status, 422);
});

test('a limit that is switched off limits nobody', async () => {
  await using house = await openHouse(AT_ONCE);
  await create(house, { name: 'off', limit: 1 });
  await house.client.concurrency_limits.update({ params: { id_or_name: 'off' }, body: { active: false } });
  for (const _ of [1, 2]) assert.equal((await lease(house, ['off'])).body.limits.length, 1);
  assert.equal((await limitOf(house, 'off')).active_slots, 0);
});

test('an operator empties a limit, and leases on it live on', async () => {
  await using house = await openHouse(AT_ONCE);
  await create(house, { name: 'stuck', limit: 2 });
  const { body } = await lease(house, ['stuck']);
  await send(house, '/increment', { slots: 1, names: ['stuck'] });
  await house.client.concurrency_limits.update({ params: { id_or_name: 'stuck' }, body: { active_slots: 0 } });
  assert.equal((await limitOf(house, 'stuck')).active_slots, 0);
  assert.equal((await send(house, `/leases/${body.lease_id}/renew`, {})).status, 204);
});

test('who waits for a slot gets it as soon as it is given back', async () => {
  await using house = await openHouse({ settings: { slot_wait_seconds: 60 } });
  await create(house, { name: 'waited', limit: 1 });
  const first = await lease(house, ['waited']);
  const second = lease(house, ['waited']);
  await send(house, '/decrement-with-lease', { lease_id: first.body.lease_id });
  assert.equal((await second).status, 200);
  assert.equal((await limitOf(house, 'waited')).active_slots, 1);
});

test('everyone who waits is served in the end, and none is forgotten', async () => {
  await using house = await openHouse({ settings: { slot_wait_seconds: 60 } });
  await create(house, { name: 'queue', limit: 2 });
  const work = async () => {
    const { status, body } = await lease(house, ['queue']);
    assert.equal(status, 200);
    assert.ok((await limitOf(house, 'queue')).active_slots <= 2);
    await send(house, '/decrement-with-lease', { lease_id: body.lease_id });
  };
  await Promise.all(Array.from({ length: 12 }, work));
  assert.equal((await limitOf(house, 'queue')).active_slots, 0);
});

test('who waits is told when a lease runs out, or when its own patience does', async () => {
  await using house = await openHouse({ settings: { slot_wait_seconds: 300 } });
  await create(house, { name: 'held', limit: 1 });
  await lease(house, ['held'], { lease_duration: 60 });
  const second = lease(house, ['held'], { lease_duration: 86_400 });
  house.advance(61);
  assert.equal((await second).status, 200);
  const third = lease(house, ['held']);
  await eventually('the third to be told', async () => {
    house.advance(301);
    return Promise.race([third, new Promise((resolve) => setImmediate(resolve))]).then(Boolean);
  });
  assert.equal((await third).status, 423);
});

test('who hangs up while waiting takes nothing', async () => {
  await using house = await openHouse({ settings: { slot_wait_seconds: 60 } });
  await create(house, { name: 'hung-up', limit: 1 });
  const first = await lease(house, ['hung-up']);
  const gone = new AbortController();
  const second = lease(house, ['hung-up'], {}, gone.signal);
  await limitOf(house, 'hung-up');
  gone.abort();
  await assert.rejects(second, { name: 'AbortError' });
  await send(house, '/decrement-with-lease', { lease_id: first.body.lease_id });
  assert.equal((await lease(house, ['hung-up'])).status, 200);
  assert.equal((await limitOf(house, 'hung-up')).active_slots, 1);
});
