// core: the dates of our schedules against those recorded from a real Prefect.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { CronSchedule, IntervalSchedule, RRuleSchedule, Timestamp } from '@signalbox/contract';
import { z } from 'zod';
import { microsecondsOf, timestampFromMicroseconds } from '../time/timestamp.ts';
import { nextOccurrences } from './next-occurrences.ts';

const Recorded = z.array(
  z.object({
    schedule: z.union([CronSchedule, IntervalSchedule, RRuleSchedule]),
    start: Timestamp,
    end: Timestamp.optional(),
    limit: z.int(),
    dates: z.array(Timestamp),
  }),
);

const file = new URL('../../../../conformance/schedules/schedules.json', import.meta.url);
const recorded = Recorded.parse(JSON.parse(readFileSync(file, 'utf8')));

test('the recording holds at least 200 schedules', () => assert.ok(recorded.length >= 200));

for (const { schedule, start, end, limit, dates } of recorded) {
  test(`${JSON.stringify(schedule)} from ${start} falls due when Prefect says`, () => {
    // Prefect counts its start in; `after` does not.
    const after = timestampFromMicroseconds(microsecondsOf(start) - 1);
    assert.deepEqual(nextOccurrences(schedule, { after, ...(end && { before: end }), limit }), dates);
  });
}
