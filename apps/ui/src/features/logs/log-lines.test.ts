import assert from 'node:assert/strict';
import { test } from 'node:test';
import { levelOf, MOST_LINES, mergeLines, olderThan } from './log-lines.ts';

const line = (id: string, second: number) => ({ id, timestamp: new Date(second * 1000).toISOString() });
const ids = ({ lines }: { readonly lines: readonly { readonly id: string }[] }) => lines.map(({ id }) => id).join('');
const many = (count: number) => Array.from({ length: count }, (_, index) => line(String(index), index + 1));

test('lines are put in order of time, each once', () => {
  assert.equal(ids(mergeLines([line('a', 1), line('c', 3)], [line('b', 2), line('c', 3)], 'newest')), 'abc');
});

test('lines of one time keep the order in which they came, older pages before', () => {
  assert.equal(ids(mergeLines([line('b', 1)], [line('a', 1)], 'newest')), 'ba');
  assert.equal(ids(mergeLines([line('b', 1)], [line('a', 1)], 'oldest')), 'ab');
});

test('without a new line the list is the same list', () => {
  const lines = [line('a', 1)];
  assert.equal(mergeLines(lines, [line('a', 1)], 'newest').lines, lines);
});

test('too many lines go from the end that nobody looks at', () => {
  const followed = mergeLines(many(MOST_LINES), [line('new', MOST_LINES + 1)], 'newest');
  assert.deepEqual(
    [followed.lines.length, followed.lines[0]?.id, followed.lines.at(-1)?.id, followed.isCut],
    [MOST_LINES, '1', 'new', true],
  );
  const back = mergeLines(many(MOST_LINES), [line('old', 0)], 'oldest');
  assert.deepEqual(
    [back.lines.length, back.lines[0]?.id, back.lines.at(-1)?.id, back.isCut],
    [MOST_LINES, 'old', String(MOST_LINES - 2), true],
  );
});

test('the page before begins behind the lines of the same time that are there', () => {
  assert.deepEqual(olderThan([line('a', 1), line('b', 1), line('c', 2)]), { before: line('', 1).timestamp, offset: 2 });
  assert.equal(olderThan([line('a', 1), line('b', 1)])?.offset, 2);
  assert.equal(olderThan([]), null);
});

test('a level between two counts as the lower', () => {
  assert.deepEqual(
    [5, 10, 25, 39, 40, 99].map((level) => levelOf(level).label),
    ['Debug', 'Debug', 'Info', 'Warning', 'Error', 'Critical'],
  );
});
