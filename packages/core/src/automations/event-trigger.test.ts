// core: triggers fire as often as those of a Prefect 3.8.8 server did with the same events.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Event, EventTrigger, type Timestamp } from '@signalbox/contract';
import { addSeconds } from '../time/timestamp.ts';
import { type Bucket, keyFor, nextWindow, onEnd, onEvent } from './event-trigger.ts';

const START = '2026-01-01T00:00:00.000000Z' as Timestamp;

type Happening = readonly [second: number, event: string, resource?: string];

const eventOf = ([second, event, resource = 'a.1']: Happening): Event =>
  ({
    id: crypto.randomUUID(),
    occurred: addSeconds(START, second),
    event,
    resource: { 'prefect.resource.id': resource },
    related: [],
    payload: {},
    follows: null,
  }) as unknown as Event;

/** The seconds at which a trigger fires, with a look at the ends of its windows each second. */
function firings(given: object, happenings: readonly Happening[], until = 60): number[] {
  const trigger = EventTrigger.parse({ match: { 'prefect.resource.id': 'a.*' }, expect: ['X'], ...given });
  const buckets = new Map<string, Bucket>();
  const keep = (key: string, bucket: Bucket | null) => (bucket ? buckets.set(key, bucket) : buckets.delete(key));
  const first = nextWindow(trigger, START);
  if (first) keep('', first);
  const fired: number[] = [];
  for (let second = 0; second <= until; second += 1) {
    for (const [key, bucket] of [...buckets]) {
      const { bucket: next, fires } = onEnd(trigger, bucket, addSeconds(START, second));
      if (fires) fired.push(second);
      keep(key, next);
    }
    for (const happening of happenings.filter(([at]) => at === second)) {
      const event = eventOf(happening);
      const key = keyFor(trigger, event)?.join();
      if (key === undefined) continue;
      const { bucket, fires } = onEvent(trigger, buckets.get(key) ?? null, event);
      if (fires) fired.push(second);
      keep(key, bucket);
    }
  }
  return fired;
}

const reactive = (more: object = {}) => ({ posture: 'Reactive', ...more });
const proactive = (more: object = {}) => ({ posture: 'Proactive', within: 10, ...more });
const many = (seconds: readonly number[]): Happening[] => seconds.map((second) => [second, 'X']);

test('without a window every event that is enough fires', () => {
  assert.deepEqual(firings(reactive(), many([1, 2, 3])), [1, 2, 3]);
  assert.deepEqual(firings(reactive({ threshold: 2 }), many([1, 2, 3, 4, 5])), [2, 4]);
});

test('in a window it fires once', () => {
  assert.deepEqual(firings(reactive({ within: 20 }), many([1, 2, 3, 30])), [1, 30]);
  assert.deepEqual(firings(reactive({ within: 20, threshold: 2 }), many([1, 2, 3, 4, 5])), [2]);
  assert.deepEqual(firings(reactive({ within: 5, threshold: 2 }), many([1, 8, 20, 22])), [22]);
});

test('nothing counts before what it comes after', () => {
  const happenings: Happening[] = [
    [1, 'X'],
    [2, 'Y'],
    [3, 'X'],
    [4, 'X'],
  ];
  assert.deepEqual(firings(reactive({ after: ['Y'], within: 20 }), happenings), [3]);
});

test('each value of the labels is counted apart', () => {
  const happenings: Happening[] = [
    [1, 'X', 'a.1'],
    [2, 'X', 'a.2'],
    [3, 'X', 'a.1'],
    [4, 'X', 'a.2'],
    [5, 'X', 'b.1'],
  ];
  const given = reactive({ for_each: ['prefect.resource.id'], threshold: 2, within: 60 });
  assert.deepEqual(firings(given, happenings), [3, 4]);
});

test('what does not come fires at the end of each window', () => {
  assert.deepEqual(firings(proactive(), [], 35), [10, 20, 30]);
  assert.deepEqual(firings(proactive(), many([5, 15]), 35), [30]);
});

test('what does not come after something fires once for it', () => {
  assert.deepEqual(firings(proactive({ after: ['Y'] }), [[3, 'Y']]), [13]);
  const followed: Happening[] = [
    [3, 'Y'],
    [5, 'X'],
    [30, 'Y'],
  ];
  assert.deepEqual(firings(proactive({ after: ['Y'] }), followed), [40]);
});

test('windows of labels begin with what happens to them, and end quietly when it did', () => {
  assert.deepEqual(firings(proactive({ for_each: ['prefect.resource.id'] }), [[3, 'X']]), []);
});
