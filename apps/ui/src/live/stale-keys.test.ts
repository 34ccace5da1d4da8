import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { QueryKeyPrefix } from './query-keys-from-event.ts';
import { gatherStaleKeys } from './stale-keys.ts';

function scene() {
  const flushed: (readonly QueryKeyPrefix[])[] = [];
  const timers: { readonly task: () => void; readonly milliseconds: number }[] = [];
  const clock = { now: 0 };
  const gather = gatherStaleKeys({
    gather_milliseconds: 300,
    pause_milliseconds: 2000,
    flush: (keys) => flushed.push(keys),
    now: () => clock.now,
    setTimeout: (task, milliseconds) => timers.push({ task, milliseconds }),
  });
  return { gather, flushed, timers, clock };
}

test('a burst of events flushes each key once', () => {
  const { gather, flushed, timers } = scene();
  gather([]);
  assert.equal(timers.length, 0);
  gather([['flow_runs', 'many']]);
  gather([['flow_runs', 'many'], ['flows']]);
  assert.equal(timers.length, 1);
  timers[0]?.task();
  assert.deepEqual(flushed, [[['flow_runs', 'many'], ['flows']]]);
});

test('a single event is shown soon, those after it no more often than the pause allows', () => {
  const { gather, timers, clock } = scene();
  gather([['flows']]);
  clock.now = 300;
  timers[0]?.task();
  clock.now = 500;
  gather([['flows']]);
  clock.now = 2300;
  timers[1]?.task();
  clock.now = 9000;
  gather([['flows']]);
  assert.deepEqual(
    timers.map(({ milliseconds }) => milliseconds),
    [300, 1800, 300],
  );
});
