// tests: the answer that resumes a paused run fits what the run asked for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHouse } from '@signalbox/testkit';

const SCHEMA = {
  type: 'object',
  properties: { approved: { type: 'boolean' }, reason: { type: 'string', default: 'none' } },
  required: ['approved'],
  additionalProperties: false,
};

test('an answer that does not fit leaves the run paused and is told why; one that fits resumes it', async () => {
  await using house = await openHouse();
  const { flow_runs } = house.client;
  const flow = await house.client.flows.create({ body: { name: 'questioned' } });
  const run = await flow_runs.create({ body: { flow_id: flow.id, state: { type: 'RUNNING' } } });
  const params = { id: run.id };
  await house.client.flow_run_inputs.create({ params, body: { key: 'ask-schema', value: JSON.stringify(SCHEMA) } });
  const run_input_keyset = { schema: 'ask-schema', response: 'ask-response' };
  const pause_timeout = new Date(Date.now() + 600_000).toISOString();
  const paused = await flow_runs.set_state({
    params,
    body: {
      state: { type: 'PAUSED', name: 'Paused', state_details: { pause_key: 'ask', pause_timeout, run_input_keyset } },
    },
  });
  assert.equal(paused.status, 'ACCEPT');
  for (const [run_input, place] of [
    [{ approved: 'neither' }, "'approved'"],
    [{ approved: true, reason: 3 }, "'reason'"],
    [{ approved: true, extra: 1 }, 'extra'],
    [{}, 'approved'],
  ] as const) {
    const { status, details } = await flow_runs.resume({ params, body: { run_input } });
    assert.equal(status, 'REJECT', JSON.stringify(run_input));
    assert.ok(JSON.stringify(details).includes(place), JSON.stringify(details));
  }
  assert.equal((await flow_runs.resume({ params, body: {} })).status, 'REJECT');
  assert.equal((await flow_runs.read({ params })).state_type, 'PAUSED');
  const resumed = await flow_runs.resume({ params, body: { run_input: { approved: true } } });
  assert.equal(resumed.status, 'ACCEPT');
  const kept = await house.client.flow_run_inputs.read({ params: { ...params, key: 'ask-response' } });
  assert.deepEqual(kept, { approved: true });
});

test('an answer that comes before its schema is refused, and leaves the run paused', async () => {
  await using house = await openHouse();
  const { flow_runs } = house.client;
  const flow = await house.client.flows.create({ body: { name: 'questioned' } });
  const run = await flow_runs.create({ body: { flow_id: flow.id, state: { type: 'RUNNING' } } });
  const params = { id: run.id };
  const run_input_keyset = { schema: 'ask-schema', response: 'ask-response' };
  const state_details = {
    pause_key: 'ask',
    pause_timeout: new Date(Date.now() + 600_000).toISOString(),
    run_input_keyset,
  };
  await flow_runs.set_state({ params, body: { state: { type: 'PAUSED', name: 'Paused', state_details } } });
  const answer = { params, body: { run_input: { approved: true } } };
  const early = await flow_runs.resume(answer);
  assert.equal(early.status, 'REJECT');
  assert.match(JSON.stringify(early.details), /not stored yet/);
  assert.equal((await flow_runs.read({ params })).state_type, 'PAUSED');
  await house.client.flow_run_inputs.create({ params, body: { key: 'ask-schema', value: JSON.stringify(SCHEMA) } });
  assert.equal((await flow_runs.resume(answer)).status, 'ACCEPT');
});
