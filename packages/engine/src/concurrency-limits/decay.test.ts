import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Timestamp } from '@signalbox/contract';
import { decayTimes } from './decay.ts';

const at = (seconds: string) => `2026-01-01T00:00:${seconds}0000Z` as Timestamp;

test('the first slots come free one by one from now on', () => {
  assert.deepEqual(decayTimes(at('00.00'), 0, null, 3, 2), [at('00.50'), at('01.00'), at('01.50')]);
});

test('more slots come free behind those that are taken', () => {
  assert.deepEqual(decayTimes(at('00.20'), 2, at('00.50'), 2, 2), [at('01.50'), at('02.00')]);
});
