// tests: automations fire as often as those of a Prefect 3.8.8 server did with the same events, and never by themselves.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, openHouse } from '@signalbox/testkit';
import { proactive, reactive, watched } from './watched-events.ts';

test('a trigger fires for what it expects, as often as it comes', async () => {
  await using house = await openHouse();
  const { automation, send, firings, told } = await watched(house);
  const each = await automation();
  const pairs = await automation({ trigger: reactive({ threshold: 2 }) });
  const once = await automation({ trigger: reactive({ within: 60 }) });
  const after = await automation({ trigger: reactive({ after: ['Y'], within: 60 }) });
  const other = await automation({ trigger: reactive({ match: { 'prefect.resource.id': 'b.*' } }) });
  await send('XXYXX');
  assert.equal(await firings(each), 4);
  assert.equal(await firings(pairs), 2);
  assert.equal(await firings(once), 1);
  assert.equal(await firings(after), 1);
  assert.equal(await firings(other), 0);
  const [first] = await told(each, 'prefect.automation.triggered');
  assert.equal(first?.resource['prefect.posture'], 'Reactive');
  assert.deepEqual(first?.related[0]?.['prefect.resource.role'], 'triggering-event');
});

test('values of a label are counted apart', async () => {
  await using house = await openHouse();
  const { automation, send, firings, told } = await watched(house);
  const id = await automation({ trigger: reactive({ for_each: ['prefect.resource.id'], threshold: 2, within: 60 }) });
  for (const resource of ['a.1', 'a.2', 'a.1', 'a.2', 'a.1']) await send('X', resource);
  assert.equal(await firings(id), 2);
  const labels = (await told(id, 'prefect.automation.triggered')).map(({ payload }) => payload.triggering_labels);
  assert.deepEqual(labels, [{ 'prefect.resource.id': 'a.1' }, { 'prefect.resource.id': 'a.2' }]);
});

test('an event counts once, however often it arrives and however many arrive together', async () => {
  await using house = await openHouse();
  const { automation, firings } = await watched(house);
  const id = await automation({ trigger: reactive({ threshold: 10 }) });
  const events = Array.from({ length: 200 }, () => ({
    id: crypto.randomUUID(),
    occurred: house.now(),
    event: 'X',
    resource: { 'prefect.resource.id': 'a.1' },
  }));
  const batches = Array.from({ length: 40 }, (_, index) => events.slice(index * 5, index * 5 + 5));
  await Promise.all([...batches, ...batches].map((body) => house.client.events.create({ body })));
  assert.equal(await firings(id), 20);
});

test('what does not come in time fires, and what comes does not', async () => {
  await using house = await openHouse();
  const { automation, send, firings, told } = await watched(house);
  const missing = await automation({ trigger: proactive({ within: 10 }) });
  const answered = await automation({ trigger: proactive({ within: 10, after: ['Y'] }) });
  const unanswered = await automation({ trigger: proactive({ within: 10, after: ['Z'] }) });
  await send('YXZ');
  const fired = async (id: string) => (await told(id, 'prefect.automation.triggered')).length;
  house.advance(11);
  await eventually('a firing for want of an answer', async () => (await fired(unanswered)) === 1);
  assert.equal(await firings(answered), 0);
  assert.equal(await firings(missing), 0, 'X came in the first window');
  house.advance(11);
  await eventually('a firing for want of an event', async () => (await fired(missing)) === 1);
  assert.equal(await firings(unanswered), 1, 'once for each Z');
});

test('triggers together: all, any, in order', async () => {
  await using house = await openHouse();
  const { automation, send, firings } = await watched(house);
  const triggers = ['X', 'Y'].map((name) => reactive({ expect: [name] }));
  const all = await automation({ trigger: { type: 'compound', require: 'all', within: 60, triggers } });
  const any = await automation({ trigger: { type: 'compound', require: 'any', within: 60, triggers } });
  const inOrder = await automation({ trigger: { type: 'sequence', within: 60, triggers } });
  const nested = await automation({
    trigger: {
      type: 'sequence',
      within: 60,
      triggers: [{ type: 'compound', require: 'any', within: 60, triggers }, reactive({ expect: ['Z'] })],
    },
  });
  await send('YXXYZ');
  assert.equal(await firings(all), 2);
  assert.equal(await firings(any), 4);
  assert.equal(await firings(inOrder), 1);
  assert.equal(await firings(nested), 1);
});

test('an automation for everything is not set off by automations', async () => {
  await using house = await openHouse();
  const { automation, send, firings } = await watched(house);
  const id = await automation({ trigger: reactive({ match: {}, expect: [] }) });
  await send('XY');
  const count = await firings(id);
  assert.ok(count >= 3, `${count} firings: X, Y and the last event`);
  const again = await firings(id);
  assert.equal(again - count, 1, 'only the next last event');
});

test('states of runs set off what waits for them', async () => {
  await using house = await openHouse();
  const { automation, firings } = await watched(house);
  const id = await automation({
    trigger: reactive({ match: { 'prefect.resource.id': 'prefect.flow-run.*' }, expect: ['prefect.flow-run.Failed'] }),
  });
  const flow = await house.client.flows.create({ body: { name: 'failing' } });
  for (const type of ['FAILED', 'COMPLETED', 'FAILED'] as const) {
    const run = await house.client.flow_runs.create({ body: { flow_id: flow.id, state: { type: 'RUNNING' } } });
    await house.client.flow_runs.set_state({ params: { id: run.id }, body: { state: { type } } });
  }
  assert.equal(await firings(id), 2);
});

test('who is changed or enabled counts anew, who is disabled or deleted not at all', async () => {
  await using house = await openHouse();
  const { automation, send, firings } = await watched(house);
  const id = await automation({ trigger: reactive({ threshold: 2 }) });
  const params = { id: id as never };
  await send('X');
  await house.client.automations.patch({ params, body: { enabled: false } });
  await send('XXX');
  await house.client.automations.patch({ params, body: { enabled: true } });
  await send('X');
  assert.equal(await firings(id), 0);
  await send('X');
  assert.equal(await firings(id), 1);
  const { id: _id, created: _created, updated: _updated, ...kept } = await house.client.automations.read({ params });
  await house.client.automations.update({ params, body: { ...kept, description: 'changed' } });
  await send('X');
  assert.equal(await firings(id), 1);
  await house.client.automations.delete({ params });
  await send('XX');
  assert.equal(await firings(id), 1);
});
