import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Event } from '@signalbox/contract';
import { taskRunEvent } from './task-run-event.ts';

const flowRun = { id: '0c5a2d1e-0000-4000-8000-000000000001', name: 'brave-fox' };
const flow = { id: '0c5a2d1e-0000-4000-8000-000000000002', name: 'weather' };
const id = '0c5a2d1e-0000-7000-8000-000000000003';
const time = '2026-01-01T00:00:00.000000Z';
const facts = {
  id,
  name: 'load-0',
  task_key: 'load',
  dynamic_key: 'k',
  empirical_policy: { retries: 2, retry_delay: [1, 2] },
  tags: ['db'],
  task_inputs: { rows: [{ input_type: 'task_run' as const, id }] },
  run_count: 1,
  flow_run_run_count: 1,
  expected_start_time: time,
  start_time: null,
  end_time: null,
  total_run_time: 0,
};
const pending = {
  id: '0c5a2d1e-0000-7000-8000-00000000000a',
  type: 'PENDING',
  name: 'Pending',
  timestamp: time,
} as const;
const failed = {
  id: '0c5a2d1e-0000-7000-8000-00000000000b',
  type: 'FAILED',
  name: 'TimedOut',
  message: 'late',
  details: { retriable: false },
  timestamp: time,
} as const;

test('the first event tells all of the run and follows none', () => {
  const event = taskRunEvent(facts, null, pending, { flowRun, flow });
  assert.ok(Event.safeParse(event).success);
  assert.equal(event.event, 'prefect.task-run.Pending');
  assert.equal(event.follows, null);
  assert.deepEqual(event.payload?.intended, { from: null, to: 'PENDING' });
  assert.equal(event.payload?.initial_state, null);
  const { id: _, start_time, end_time, ...told } = facts;
  assert.deepEqual(event.payload?.task_run, told);
  assert.deepEqual(
    event.related?.map((resource) => resource['prefect.resource.id']),
    ['prefect.tag.db', `prefect.flow-run.${flowRun.id}`, `prefect.flow.${flow.id}`],
  );
});

test('a later event follows the one before and has the state as its id', () => {
  const event = taskRunEvent(facts, pending, failed, { flowRun, flow });
  assert.deepEqual([event.id, event.follows], [failed.id, pending.id]);
  assert.equal(event.event, 'prefect.task-run.TimedOut');
  assert.equal(event.resource['prefect.state-type'], 'FAILED');
  assert.deepEqual(event.payload?.intended, { from: 'PENDING', to: 'FAILED' });
  assert.deepEqual(event.payload?.validated_state, {
    type: 'FAILED',
    name: 'TimedOut',
    message: 'late',
    state_details: { retriable: false },
    data: null,
  });
});
