// tests: old events and logs go, and pauses end.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, type House, openHouse } from '@signalbox/testkit';

const DAY = 86_400;

const logsOf = (house: House) => house.client.logs.filter({ body: {} });
const eventsOf = async (house: House) =>
  (await house.engine.store.read.selectFrom('events').select('id').execute()).length;
const resourcesOf = async (house: House) =>
  (await house.engine.store.read.selectFrom('event_resources').select('event_id').execute()).length;

async function run(house: House) {
  const flow = await house.client.flows.create({ body: { name: 'kept' } });
  return house.client.flow_runs.create({ body: { flow_id: flow.id, state: { type: 'PENDING' } } });
}

test('events go after a week, in batches, with what they name; younger ones stay', async () => {
  await using house = await openHouse();
  const { id } = await run(house);
  const occurred = house.now();
  const event = (index: number) => ({
    id: crypto.randomUUID(),
    occurred,
    event: `old.${index}`,
    resource: { 'prefect.resource.id': 'a' },
    related: [{ 'prefect.resource.id': 'b', 'prefect.resource.role': 'c' }],
    payload: {},
  });
  await fetch(`${house.api_url}/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(Array.from({ length: 450 }, (_, index) => event(index))),
  });
  const before = await eventsOf(house);
  assert.ok(before > 450);
  house.advance(6 * DAY);
  await house.client.flow_runs.set_state({ params: { id }, body: { state: { type: 'RUNNING' } } });
  assert.ok((await eventsOf(house)) > before);
  house.advance(DAY + 400);
  await eventually('the old ones gone', async () => (await eventsOf(house)) < 10);
  assert.ok((await eventsOf(house)) >= 1);
  assert.ok((await resourcesOf(house)) < 20);
});

test('logs stay unless a time is set, then they go', async () => {
  await using keeping = await openHouse();
  await using house = await openHouse({ settings: { log_retention_seconds: 30 * DAY } });
  for (const each of [keeping, house]) {
    const { id: flow_run_id } = await run(each);
    const timestamp = each.now();
    const log = { name: 'n', level: 20, message: 'old', timestamp, flow_run_id };
    await each.client.logs.create({ body: [log, { ...log, message: 'old too' }] });
    each.advance(31 * DAY);
  }
  await eventually('no logs', async () => (await logsOf(house)).length === 0);
  assert.equal((await logsOf(keeping)).length, 2);
});

test('a pause that nobody ends in time ends the run as Failed', async () => {
  await using house = await openHouse();
  const { id } = await run(house);
  const setState = (state: Parameters<typeof house.client.flow_runs.set_state>[0]['body']['state']) =>
    house.client.flow_runs.set_state({ params: { id }, body: { state } });
  await setState({ type: 'RUNNING' });
  const pause_timeout = new Date(Date.parse(house.now()) + 60_000).toISOString();
  await setState({ type: 'PAUSED', state_details: { pause_timeout, pause_reschedule: false } } as never);
  const read = () => house.client.flow_runs.read({ params: { id } });
  house.advance(50);
  assert.equal((await read()).state_type, 'PAUSED');
  house.advance(20);
  await eventually('a failed run', async () => (await read()).state_type === 'FAILED');
  assert.match((await read()).state?.message ?? '', /it was not resumed before/);
});

test('a service that is switched off does nothing', async () => {
  await using house = await openHouse({ settings: { disabled_services: ['late-runs'] } });
  assert.ok(!house.engine.services.all().has('late-runs'));
  assert.ok(house.engine.services.all().has('scheduler'));
});
