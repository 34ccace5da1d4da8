// deploy: durations as manifests write them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { secondsFrom } from './duration.ts';

test('seconds, ISO 8601 and clocks', () => {
  for (const [written, seconds] of [
    [90, 90],
    ['90', 90],
    ['1.5', 1.5],
    ['PT1M30S', 90],
    ['P1DT2H', 93_600],
    ['P2D', 172_800],
    ['PT0.5S', 0.5],
    ['00:01:30', 90],
    ['1:30', 5_400],
    ['2 days, 01:00:00', 176_400],
  ] as const)
    assert.equal(secondsFrom(written), seconds, String(written));
});

test('what is none is not guessed at', () => {
  for (const written of ['', 'a while', 'P', 'PT', '1h', '1:2', '-5', '00:01:30 and more'])
    assert.equal(secondsFrom(written), null, written);
});
