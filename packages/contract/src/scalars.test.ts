import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timestampFromText } from './scalars.ts';

const TIMES: readonly (readonly [given: string, written: string | null])[] = [
  ['2026-11-23T04:06:32.123456Z', '2026-11-23T04:06:32.123456Z'],
  ['2026-11-23T04:06:32.123456789Z', '2026-11-23T04:06:32.123456Z'],
  ['2026-11-23 04:06', '2026-11-23T04:06:00.000000Z'],
  ['2026-11-23T04:06:32+05:30', '2026-11-22T22:36:32.000000Z'],
  ['2026-11-23T04:06:32.5-0800', '2026-11-23T12:06:32.500000Z'],
  ['2028-02-29T00:00:00.000001Z', '2028-02-29T00:00:00.000001Z'],
  ['2026-12-31T23:59:59.999999Z', '2026-12-31T23:59:59.999999Z'],
  ['2026-13-01T00:00:00.000000Z', null],
  ['2026-11-00T00:00:00.000000Z', null],
  ['2026-11-23T25:00:00.000000Z', null],
  ['2026-11-23T04:60:00.000000Z', null],
  ['2026-11-23T04:06:60.000000Z', null],
  ['2026-11-23T04:06:32.123456Z or later', null],
  ['yesterday', null],
];

for (const [given, written] of TIMES)
  test(`'${given}' is ${written === null ? 'no time' : `the time ${written}`}`, () => {
    assert.equal(timestampFromText(given), written);
  });
