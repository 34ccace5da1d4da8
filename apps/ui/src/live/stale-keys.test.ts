import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { QueryKeyPrefix } from './query-keys-from-event.ts';
import { gatherStaleKeys } from './stale-keys.ts';

test('a burst of events flushes each key once', () => {
  const flushed: (readonly QueryKeyPrefix[])[] = [];
  const timers: (() => void)[] = [];
  const gather = gatherStaleKeys({
    window_milliseconds: 500,
    flush: (keys) => flushed.push(keys),
    setTimeout: (task) => timers.push(task),
  });
  gather([]);
  assert.equal(timers.length, 0);
  gather([['flow_runs', 'many']]);
  gather([['flow_runs', 'many'], ['flows']]);
  assert.equal(timers.length, 1);
  timers[0]?.();
  assert.deepEqual(flushed, [[['flow_runs', 'many'], ['flows']]]);
  gather([['flows']]);
  timers[1]?.();
  assert.deepEqual(flushed[1], [['flows']]);
});
