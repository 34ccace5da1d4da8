import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OrchestrationResult } from '@signalbox/contract';
import { transitionOutcome } from './transition-outcome.ts';

const result = (status: string, type: string | null, reason: string | null = null): OrchestrationResult =>
  ({
    status,
    state: type === null ? null : { type, name: type },
    details: { type: `${status.toLowerCase()}_details`, reason },
  }) as unknown as OrchestrationResult;

test('an accepted wish says what happens next', () => {
  assert.deepEqual(transitionOutcome('cancel', result('ACCEPT', 'CANCELLING')), {
    tone: 'green',
    text: 'Cancelling: whoever runs it stops it as soon as it hears of it.',
  });
  assert.equal(transitionOutcome('retry', result('ACCEPT', 'SCHEDULED')).tone, 'green');
});

test('a run that had not started is cancelled at once', () => {
  const { tone, text } = transitionOutcome('cancel', result('REJECT', 'CANCELLED', 'has no infrastructure'));
  assert.equal(tone, 'green');
  assert.match(text, /had not started/);
});

test('a refusal says why', () => {
  assert.deepEqual(transitionOutcome('retry', result('ABORT', null, 'No deployment.')), {
    tone: 'red',
    text: 'It was not retried. No deployment.',
  });
  assert.equal(
    transitionOutcome('resume', result('REJECT', 'FAILED', 'Timed out.')).text,
    'It was not resumed. Timed out. The run is FAILED.',
  );
});
