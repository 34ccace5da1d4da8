import assert from 'node:assert/strict';
import { test } from 'node:test';
import { State, StateCreate, StateType, Timestamp } from '@signalbox/contract';
import { newId } from '../ids/new-id.ts';
import * as make from './new-state.ts';
import * as is from './state-properties.ts';

const source = { now: Timestamp.parse('2026-11-23T12:00:00Z'), newId: () => newId<State['id']>() };
const LATER = Timestamp.parse('2026-11-23T13:00:00Z');

test('a new state of each type is a state of the wire, named after its type', () => {
  for (const type of StateType.options) {
    const state = make.newState(source, type);
    assert.deepEqual(State.parse(state), state);
    assert.equal(state.name?.toUpperCase(), type);
    assert.equal(state.timestamp, source.now);
  }
});

test('a proposed state takes a name and a time when it has none, and keeps its own', () => {
  const bare = make.proposedState(source, StateCreate.parse({ type: 'SCHEDULED' }));
  assert.equal(bare.name, 'Scheduled');
  assert.equal(bare.state_details.scheduled_time, source.now);
  const full = make.proposedState(
    source,
    StateCreate.parse({
      type: 'SCHEDULED',
      name: 'Later',
      message: 'm',
      data: 1,
      state_details: { scheduled_time: LATER },
    }),
  );
  assert.deepEqual([full.name, full.message, full.data, full.state_details.scheduled_time], ['Later', 'm', 1, LATER]);
  assert.equal(make.proposedState(source, StateCreate.parse({ type: 'RUNNING' })).state_details.scheduled_time, null);
});

test('each state that the server makes has the property that it is made for', () => {
  const awaiting_slot = make.awaitingConcurrencySlotState(source, LATER);
  assert.ok(is.isScheduled(awaiting_slot) && awaiting_slot.name === is.AWAITING_CONCURRENCY_SLOT);
  assert.ok(is.isAwaitingRetry(make.awaitingRetryState(source, LATER)));
  assert.ok(is.isLate(make.lateState(source, LATER)));
  assert.ok(is.isResuming(make.resumingState(source)));
  assert.ok(is.isPending(make.pendingState(source)));
  assert.ok(is.isRunning(make.runningState(source)));
  assert.ok(is.isPaused(make.pausedState(source)));
  assert.ok(is.isCancelling(make.cancellingState(source)));
  assert.ok(is.isCompleted(make.completedState(source)));
  assert.ok(is.isCancelled(make.cancelledState(source, 'm')));
  assert.ok(is.isFailed(make.failedState(source, 'm')));
  assert.ok(is.isCrashed(make.crashedState(source, 'm')));
  assert.equal(make.scheduledState(source, LATER).state_details.scheduled_time, LATER);
});

test('exactly four types are final, and no state is not', () => {
  assert.deepEqual(
    StateType.options.filter((type) => is.isFinal(make.newState(source, type))),
    ['COMPLETED', 'FAILED', 'CANCELLED', 'CRASHED'],
  );
  assert.ok(!is.isFinal(null));
});

test('a paused run is suspended when its process has left', () => {
  assert.ok(is.isSuspended(make.pausedState(source, { state_details: { pause_reschedule: true } })));
  assert.ok(!is.isSuspended(make.pausedState(source)));
  assert.ok(!is.isSuspended(null));
});

test('a result is stored when its data refers to one', () => {
  const persisted = (data: unknown) => is.hasPersistedData(make.completedState(source, { data }));
  assert.ok(persisted({ type: 'reference', storage_key: 'x' }));
  assert.ok(persisted({ any: 1 }));
  for (const data of [null, 'text', 5, [1], {}, { type: 'unpersisted' }]) assert.ok(!persisted(data), String(data));
  assert.ok(!is.hasPersistedData(null));
});
