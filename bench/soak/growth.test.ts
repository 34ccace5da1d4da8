// bench: what grows is told from what goes up and down.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { growthInSecondHalf } from './growth.ts';

const samples = (value: (seconds: number) => number) =>
  Array.from({ length: 101 }, (_, seconds) => ({ seconds, value: value(seconds) }));

test('a steady growth is told for the second half of the time', () => {
  assert.ok(Math.abs(growthInSecondHalf(samples((seconds) => 100 + seconds * 0.2)) - 10) < 1e-9);
});

test('what only grows in the first half, or goes up and down, does not grow', () => {
  assert.ok(Math.abs(growthInSecondHalf(samples((seconds) => Math.min(seconds, 50)))) < 1e-9);
  assert.ok(Math.abs(growthInSecondHalf(samples((seconds) => (seconds % 2) * 30))) < 2);
});

test('what is in flight at some moments does not count', () => {
  const busy = samples((seconds) => (seconds > 90 && seconds % 3 === 0 ? 200 : 100));
  assert.ok(Math.abs(growthInSecondHalf(busy)) < 1e-9);
});

test('a few samples tell nothing', () => {
  assert.throws(() => growthInSecondHalf(samples(() => 1).slice(0, 3)), /too few/);
});
