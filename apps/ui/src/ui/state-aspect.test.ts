import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aspectOf, isFinal, STATE_TYPES, stateWords } from './state-aspect.ts';

test('no two states of one tone share a shape', () => {
  const seen = STATE_TYPES.map((type) => {
    const { tone, shape } = aspectOf(type);
    return `${tone} ${shape}`;
  });
  assert.equal(new Set(seen).size, STATE_TYPES.length);
});

test('a late run shows amber, a scheduled one does not', () => {
  assert.equal(aspectOf('SCHEDULED', 'Late').tone, 'amber');
  assert.equal(aspectOf('SCHEDULED', 'Scheduled').tone, 'grey');
  assert.equal(aspectOf('SCHEDULED', 'AnOwnName').tone, 'grey');
});

test('four types are final', () => {
  assert.deepEqual(STATE_TYPES.filter(isFinal), ['COMPLETED', 'FAILED', 'CRASHED', 'CANCELLED']);
  assert.equal(isFinal(null), false);
});

test('a name reads as words', () => {
  assert.equal(stateWords('SCHEDULED', 'AwaitingConcurrencySlot'), 'Awaiting concurrency slot');
  assert.equal(stateWords('RUNNING', null), 'Running');
  assert.equal(stateWords(null, null), 'No state');
});
