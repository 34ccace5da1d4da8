import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exponentialBackoff, retryDelaySeconds } from './retry-delays.ts';

test('a number is the delay of every retry, of a list the last one repeats', () => {
  assert.equal(retryDelaySeconds(5, null, 3, 0), 5);
  assert.deepEqual(
    [1, 2, 3, 4].map((retry) => retryDelaySeconds([1, 10], null, retry, 0)),
    [1, 10, 10, 10],
  );
  assert.equal(retryDelaySeconds([], null, 1, 0), 0);
});

test('jitter only ever lengthens a delay, up to its factor', () => {
  assert.equal(retryDelaySeconds(10, 0.5, 1, 0), 10);
  assert.equal(retryDelaySeconds(10, 0.5, 1, 1), 15);
});

test('backoff doubles', () => {
  assert.deepEqual(exponentialBackoff(10, 3), [10, 20, 40]);
});
