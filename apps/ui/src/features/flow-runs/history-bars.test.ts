import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HistoryResponse } from '@signalbox/contract';
import { barsFromHistory, intervalSeconds, wholeSpan } from './history-bars.ts';

const start = Date.parse('2026-11-23T11:07:00Z');

test('an interval makes at most 60 bars', () => {
  assert.equal(intervalSeconds({ start, end: start + 3_600_000 }), 60);
  assert.equal(intervalSeconds({ start, end: start + 86_400_000 }), 1_800);
  assert.equal(intervalSeconds({ start, end: start + 604_800_000 }), 10_800);
  assert.equal(intervalSeconds({ start, end: start + 600 * 604_800_000 }), 6_048_000);
});

test('a span is widened to whole intervals', () => {
  assert.deepEqual(wholeSpan({ start, end: start + 1 }, 3600), {
    start: Date.parse('2026-11-23T11:00:00Z'),
    end: Date.parse('2026-11-23T12:00:00Z'),
  });
});

test('a bar adds the names of a type and puts failures at the ground', () => {
  const part = { sum_estimated_run_time: 0, sum_estimated_lateness: 0 };
  const history = [
    {
      interval_start: '2026-11-23T11:00:00Z',
      interval_end: '2026-11-23T12:00:00Z',
      states: [
        { ...part, state_type: 'RUNNING', state_name: 'Running', count_runs: 2 },
        { ...part, state_type: 'RUNNING', state_name: 'Retrying', count_runs: 1 },
        { ...part, state_type: 'FAILED', state_name: 'Failed', count_runs: 4 },
      ],
    },
  ] as unknown as HistoryResponse[];
  assert.deepEqual(barsFromHistory(history)[0]?.parts, [
    { state_type: 'FAILED', count: 4 },
    { state_type: 'RUNNING', count: 3 },
  ]);
  assert.equal(barsFromHistory(history)[0]?.total, 7);
});
