import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ticks } from './ticks.ts';

test('marks stand at round distances from the start', () => {
  assert.deepEqual(ticks(6.2, 8), [0, 1, 2, 3, 4, 5, 6]);
  assert.deepEqual(ticks(0.3, 4), [0, 0.1, 0.2, 0.3]);
  assert.deepEqual(ticks(400, 4), [0, 120, 240, 360]);
});

test('there are never more marks than room, not even for a run of years', () => {
  for (const length of [0.01, 7, 3_599, 86_401, 1e9]) assert.ok(ticks(length, 6).length <= 7, String(length));
});
