import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Action } from '@signalbox/contract';
import { actionText } from './action-text.ts';

const ID = '0193f0aa-1111-4222-8333-444455556666';
const textOf = (action: unknown) => actionText(Action.parse(action));

test('an action on a named object tells which', () => {
  assert.deepEqual(textOf({ type: 'run-deployment', deployment_id: ID, schedule_after: 60 }), {
    text: 'Run the deployment, 1 m 0 s later',
    target: { kind: 'deployment', id: ID },
  });
  assert.deepEqual(textOf({ type: 'pause-work-queue', work_queue_id: ID }).target, { kind: 'work-queue', id: ID });
});

test('an action on what the event is about says so', () => {
  assert.deepEqual(textOf({ type: 'resume-work-pool', source: 'inferred' }), {
    text: 'Resume the work pool that the event is about',
    target: null,
  });
  assert.equal(textOf({ type: 'cancel-flow-run' }).text, 'Cancel the run that the event is about');
  assert.equal(
    textOf({ type: 'change-flow-run-state', state: 'FAILED', name: 'TooLate' }).text,
    'Put into the state TooLate the run that the event is about',
  );
});

test('a notification tells its subject and its block', () => {
  const { text, target } = textOf({
    type: 'send-notification',
    block_document_id: ID,
    subject: 'it failed',
    body: 'x',
  });
  assert.equal(text, 'Notify with “it failed” by the block');
  assert.deepEqual(target, { kind: 'block-document', id: ID });
});
