import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backoffSeconds, retryAfterSeconds } from './retry-delay.ts';

test('Retry-After is read as seconds and as a date', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  assert.equal(retryAfterSeconds('2.5', now), 2.5);
  assert.equal(retryAfterSeconds('Thu, 01 Jan 2026 00:00:07 GMT', now), 7);
  assert.equal(retryAfterSeconds('Wed, 31 Dec 2025 00:00:00 GMT', now), 0);
  assert.equal(retryAfterSeconds('soon', now), null);
  assert.equal(retryAfterSeconds(null, now), null);
});

test('the pause doubles, up to 10 s, and at least half of it is kept', () => {
  assert.equal(backoffSeconds(1, 0), 0.1);
  assert.equal(backoffSeconds(2, 0), 0.2);
  assert.equal(backoffSeconds(30, 0), 5);
  assert.ok(backoffSeconds(30, 0.999) < 10);
});
