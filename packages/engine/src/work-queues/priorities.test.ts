// engine: priorities of queues, as a Prefect server gave them for the same requests.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WorkQueueId } from '@signalbox/contract';
import { firstFreePriority, steppingBack } from './priorities.ts';

const idOf = (name: string) =>
  WorkQueueId.parse(`00000000-0000-4000-8000-${String(name.charCodeAt(0)).padStart(12, '0')}`);
const queuesOf = (text: string) =>
  text.split(' ').map((word) => ({ name: word[0] ?? '', id: idOf(word), priority: Number(word.slice(1)) }));

/** Queues after one of them took a priority, in order. */
function after(text: string, name: string, priority: number): string {
  const queues = queuesOf(text);
  const moved = new Map(steppingBack(queues, idOf(name), priority).map((queue) => [queue.id, queue.priority]));
  const known = queues.some((queue) => queue.name === name) ? queues : [...queues, { name, id: idOf(name), priority }];
  return known
    .map((queue) => ({ ...queue, priority: queue.name === name ? priority : (moved.get(queue.id) ?? queue.priority) }))
    .sort((left, right) => left.priority - right.priority)
    .map((queue) => `${queue.name}${queue.priority}`)
    .join(' ');
}

test('a queue at a taken priority moves the others back only as far as the next gap', () => {
  assert.equal(after('d1 a2 b3 n4 j10', 'x', 2), 'd1 x2 a3 b4 n5 j10');
  assert.equal(after('d1 x2 a3 b4 n5 j10 y12', 'z', 10), 'd1 x2 a3 b4 n5 z10 j11 y12');
  assert.equal(after('d1 x2 a3 b4 n5 z10 j11 y12', 'z', 1), 'z1 d2 x3 a4 b5 n6 j11 y12');
  assert.equal(after('z1 d2 x3 a4 b5 n6 j11 y12', 'd', 4), 'z1 x3 d4 a5 b6 n7 j11 y12');
  assert.equal(after('z1 k2 j3 o4 l5 d6 b7 y12 a50', 'b', 12), 'z1 k2 j3 o4 l5 d6 b12 y13 a50');
});

test('a free priority moves nobody', () => {
  assert.equal(after('z1 x3 d4 a5 b6', 'a', 50), 'z1 x3 d4 b6 a50');
});

test('a queue without a priority takes the first free one', () => {
  assert.equal(firstFreePriority([]), 1);
  assert.equal(firstFreePriority(queuesOf('z1 x3 d4')), 2);
  assert.equal(firstFreePriority(queuesOf('z1 k2 l3')), 4);
});
