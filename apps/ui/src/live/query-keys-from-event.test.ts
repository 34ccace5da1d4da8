import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queryKeysFromEvent } from './query-keys-from-event.ts';

const resource = (id: string) => ({ 'prefect.resource.id': id });

test('a change of a flow run makes the lists, itself and its parent stale', () => {
  assert.deepEqual(
    queryKeysFromEvent({
      event: 'prefect.flow-run.Completed',
      resource: resource('prefect.flow-run.child'),
      related: [resource('prefect.flow.f'), resource('prefect.flow-run.parent')],
    }),
    [
      ['flow_runs', 'many'],
      ['flow_runs', 'one', 'child'],
      ['flow_runs', 'one', 'parent'],
    ],
  );
});

test('a change of a task run leaves the lists of flow runs alone', () => {
  assert.deepEqual(
    queryKeysFromEvent({
      event: 'prefect.task-run.Running',
      resource: resource('prefect.task-run.t'),
      related: [resource('prefect.flow-run.r')],
    }),
    [
      ['task_runs', 'one', 't'],
      ['flow_runs', 'one', 'r', 'graph'],
      ['flow_runs', 'one', 'r', 'task_runs'],
    ],
  );
});

test('an artifact makes the artifacts of its run stale', () => {
  assert.deepEqual(
    queryKeysFromEvent({
      event: 'prefect.artifact-collection.updated',
      resource: resource('prefect.artifact-collection.c'),
      related: [resource('prefect.flow-run.r')],
    }),
    [['artifacts'], ['flow_runs', 'one', 'r', 'artifacts']],
  );
});

test('a heartbeat changes nothing that is shown', () => {
  const event = { event: 'prefect.flow-run.heartbeat', resource: resource('prefect.flow-run.r'), related: [] };
  assert.deepEqual(queryKeysFromEvent(event), []);
});

test('queues and workers belong to the work pools', () => {
  for (const event of ['prefect.work-queue.ready', 'prefect.worker.started', 'prefect.work-pool.not-ready']) {
    assert.deepEqual(queryKeysFromEvent({ event, resource: {}, related: [] }), [['work_pools']]);
  }
});

test('what an automation does makes the automations stale', () => {
  const event = { event: 'prefect.automation.triggered', resource: resource('prefect.automation.a'), related: [] };
  assert.deepEqual(queryKeysFromEvent(event), [['automations']]);
});
