import assert from 'node:assert/strict';
import { test } from 'node:test';
import { levelOf, MOST_LINES, mergeLines } from './log-lines.ts';

const line = (id: string, second: number) => ({ id, timestamp: new Date(second * 1000).toISOString() });
const ids = (lines: readonly { readonly id: string }[]) => lines.map(({ id }) => id).join('');

test('lines are put in order of time, each once', () => {
  assert.equal(ids(mergeLines([line('a', 1), line('c', 3)], [line('b', 2), line('c', 3)])), 'abc');
});

test('lines of one time keep the order in which they came', () => {
  assert.equal(ids(mergeLines([line('b', 1)], [line('a', 1)])), 'ba');
});

test('without a new line the list is the same list', () => {
  const lines = [line('a', 1)];
  assert.equal(mergeLines(lines, [line('a', 1)]), lines);
});

test('the oldest lines go when there are too many', () => {
  const lines = Array.from({ length: MOST_LINES }, (_, index) => line(String(index), index));
  const merged = mergeLines(lines, [line('new', MOST_LINES)]);
  assert.deepEqual([merged.length, merged[0]?.id, merged.at(-1)?.id], [MOST_LINES, '1', 'new']);
});

test('a level between two counts as the lower', () => {
  assert.deepEqual(
    [5, 10, 25, 39, 40, 99].map((level) => levelOf(level).label),
    ['Debug', 'Debug', 'Info', 'Warning', 'Error', 'Critical'],
  );
});
