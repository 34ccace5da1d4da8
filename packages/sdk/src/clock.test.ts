import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FlowRunId, Timestamp } from '@signalbox/contract';
import { newId, now, secondsBetween } from './clock.ts';

test('times are wire times and each is later than the one before', () => {
  const times = Array.from({ length: 1000 }, now);
  assert.deepEqual(times, [...new Set(times)].toSorted());
  assert.equal(Timestamp.parse(times[0]), times[0]);
  assert.equal(secondsBetween('2026-01-01T00:00:00.000001Z', '2026-01-01T00:00:01.500002Z'), 1.500001);
});

test('ids are UUIDs of version 7, all different', () => {
  const ids = Array.from({ length: 1000 }, newId);
  assert.equal(new Set(ids).size, 1000);
  for (const id of ids) {
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(FlowRunId.parse(id), id);
  }
});
