// tests: a run whose process is lost never stays as it was.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlowRunResponse } from '@signalbox/contract';
import { eventually, type House, openHouse } from '@signalbox/testkit';

async function runningRun(house: House, input: { parent_task_run_id?: string } = {}): Promise<FlowRunResponse> {
  const flow = await house.client.flows.create({ body: { name: 'nightly' } });
  const run = await house.client.flow_runs.create({ body: { flow_id: flow.id, state: { type: 'PENDING' }, ...input } });
  await house.client.flow_runs.set_state({ params: { id: run.id }, body: { state: { type: 'RUNNING' } } });
  return run;
}

const stateOf = async (house: House, { id }: FlowRunResponse) =>
  (await house.client.flow_runs.read({ params: { id } })).state;

const ended = (house: House, run: FlowRunResponse) =>
  eventually('an end of the run', async () => {
    const state = await stateOf(house, run);
    return state && ['CRASHED', 'CANCELLED', 'COMPLETED', 'FAILED'].includes(state.type) ? state : null;
  });

test('a run whose lease is not renewed is crashed, and told who was lost', async () => {
  await using house = await openHouse();
  const run = await runningRun(house);
  await house.client.flow_run_leases.claim({
    params: { id: run.id },
    body: { holder: 'worker-7', duration_seconds: 20 },
  });
  house.advance(21);
  const state = await ended(house, run);
  assert.equal(state.type, 'CRASHED');
  assert.match(state.message ?? '', /worker-7 was lost/);
});

test('a renewed lease keeps the run going', async () => {
  await using house = await openHouse();
  const run = await runningRun(house);
  const params = { id: run.id };
  const lease = await house.client.flow_run_leases.claim({
    params,
    body: { holder: 'worker-7', duration_seconds: 20 },
  });
  for (let renewals = 0; renewals < 3; renewals++) {
    house.advance(15);
    await house.client.flow_run_leases.renew({
      params,
      body: { holder: 'worker-7', fencing_number: lease.fencing_number, duration_seconds: 20 },
    });
  }
  assert.equal((await stateOf(house, run))?.type, 'RUNNING');
});

test('who comes back after the lease went to another can neither renew nor report', async () => {
  await using house = await openHouse();
  const run = await runningRun(house);
  const params = { id: run.id };
  const old = await house.client.flow_run_leases.claim({ params, body: { holder: 'stopped', duration_seconds: 20 } });
  await house.client.flow_run_leases.release({
    params,
    body: { holder: 'stopped', fencing_number: old.fencing_number },
  });
  const next = await house.client.flow_run_leases.claim({
    params,
    body: { holder: 'successor', duration_seconds: 20 },
  });
  assert.equal(next.fencing_number, old.fencing_number + 1);
  await assert.rejects(
    house.client.flow_run_leases.renew({ params, body: { holder: 'stopped', fencing_number: old.fencing_number } }),
    /no longer holds the run/,
  );
  const headers = { 'signalbox-fencing-number': String(old.fencing_number) };
  const late = await house.client.flow_runs.set_state({ params, body: { state: { type: 'COMPLETED' } } }, { headers });
  assert.equal(late.status, 'ABORT');
  assert.equal((await stateOf(house, run))?.type, 'RUNNING');
});

test('the holder of a lease may ask again for the end whose answer was lost', async () => {
  await using house = await openHouse();
  const run = await runningRun(house);
  const params = { id: run.id };
  const { fencing_number } = await house.client.flow_run_leases.claim({ params, body: { holder: 'flow' } });
  const headers = { 'signalbox-fencing-number': String(fencing_number) };
  const end = (transition_id: string) =>
    house.client.flow_runs.set_state(
      { params, body: { state: { type: 'COMPLETED', state_details: { transition_id } } } },
      { headers },
    );
  const transition_id = crypto.randomUUID();
  const taken = await end(transition_id);
  const repeated = await end(transition_id);
  assert.equal(taken.status, 'ACCEPT');
  assert.deepEqual([repeated.status, repeated.state?.id], ['REJECT', taken.state?.id]);
  assert.equal((await end(crypto.randomUUID())).status, 'ABORT', 'another ending is not a repetition');
});

test('a run cannot be claimed by a second holder, nor after its end', async () => {
  await using house = await openHouse();
  const run = await runningRun(house);
  const params = { id: run.id };
  await house.client.flow_run_leases.claim({ params, body: { holder: 'first', duration_seconds: 20 } });
  await assert.rejects(house.client.flow_run_leases.claim({ params, body: { holder: 'second' } }), /held by first/);
  await house.client.flow_runs.set_state({ params, body: { state: { type: 'COMPLETED' } } });
  await assert.rejects(
    house.client.flow_run_leases.claim({ params, body: { holder: 'second' } }),
    /ended as Completed/,
  );
});

test('an ended run needs no lease: its expiry changes nothing', async () => {
  await using house = await openHouse();
  const run = await runningRun(house);
  const params = { id: run.id };
  await house.client.flow_run_leases.claim({ params, body: { holder: 'first', duration_seconds: 20 } });
  await house.client.flow_runs.set_state({ params, body: { state: { type: 'COMPLETED' } } });
  const other = await runningRun(house);
  await house.client.flow_run_leases.claim({
    params: { id: other.id },
    body: { holder: 'second', duration_seconds: 20 },
  });
  house.advance(60);
  assert.equal((await ended(house, other)).type, 'CRASHED');
  assert.equal((await stateOf(house, run))?.type, 'COMPLETED');
});

test('a Python run that stops its heartbeats is crashed', async () => {
  await using house = await openHouse();
  const run = await runningRun(house);
  const heartbeat = {
    id: '01a206b4-71bf-7a65-bf8f-f411fa2593f7',
    occurred: house.now(),
    event: 'prefect.flow-run.heartbeat',
    resource: { 'prefect.resource.id': `prefect.flow-run.${run.id}` },
  };
  await house.client.events.create({ body: [heartbeat] });
  house.advance(91);
  assert.equal((await ended(house, run)).type, 'CRASHED');
});

test('a crash takes along the subflows and tasks that shared the process', async () => {
  await using house = await openHouse();
  const parent = await runningRun(house);
  const task = { task_key: 'subflow', dynamic_key: '0', flow_run_id: parent.id };
  const placeholder = await house.client.task_runs.create({ body: { ...task, state: { type: 'PENDING' } } });
  const child = await runningRun(house, { parent_task_run_id: placeholder.id });
  await house.client.flow_runs.set_state({ params: { id: parent.id }, body: { state: { type: 'CRASHED' } } });
  assert.equal((await stateOf(house, child))?.type, 'CRASHED');
  const mirrored = await house.client.task_runs.read({ params: { id: placeholder.id } });
  assert.equal(mirrored.state_type, 'CRASHED');
});

test('a run that should have started is late, and the explanation says what to do', async () => {
  await using house = await openHouse();
  const flow = await house.client.flows.create({ body: { name: 'nightly' } });
  const scheduled_time = house.now();
  const run = await house.client.flow_runs.create({
    body: { flow_id: flow.id, state: { type: 'SCHEDULED', state_details: { scheduled_time } } },
  });
  house.advance(16);
  await eventually('a late run', async () => (await stateOf(house, run))?.name === 'Late');
  const explanation = await house.client.flow_runs.explain({ params: { id: run.id } });
  assert.match(explanation.summary, /no deployment/);
});

test('a cancellation that nobody confirms ends the run in the end', async () => {
  await using house = await openHouse();
  const run = await runningRun(house);
  await house.client.flow_runs.set_state({ params: { id: run.id }, body: { state: { type: 'CANCELLING' } } });
  house.advance(299);
  assert.equal((await stateOf(house, run))?.type, 'CANCELLING');
  house.advance(2);
  assert.equal((await ended(house, run)).type, 'CANCELLED');
});
