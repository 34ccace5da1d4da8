import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Trigger } from '@signalbox/contract';
import { triggerLine } from './trigger-line.ts';

const lineOf = (trigger: unknown) => triggerLine(Trigger.parse(trigger));
const A = { posture: 'Reactive', expect: ['a'] };
const B = { posture: 'Reactive', expect: ['b', 'c'], threshold: 2, within: 90 };

test('a trigger reads in a line', () => {
  assert.equal(lineOf({ posture: 'Reactive' }), 'any event');
  assert.equal(lineOf(B), 'b or c 2 times within 1m');
  assert.equal(
    lineOf({ posture: 'Proactive', after: ['begun'], expect: ['ended'], within: 3600 }),
    'no ended within 1h after begun',
  );
});

test('triggers of triggers name their parts', () => {
  const sequence = { type: 'sequence', triggers: [A, B], within: 10 };
  assert.equal(lineOf(sequence), 'a, then b or c 2 times within 1m within 10s');
  assert.equal(
    lineOf({ type: 'compound', triggers: [A, sequence], require: 'all', within: null }),
    'a and (a, then b or c 2 times within 1m within 10s)',
  );
  assert.equal(lineOf({ type: 'compound', triggers: [A, A], require: 'any', within: 10 }), 'any of a, a within 10s');
});
