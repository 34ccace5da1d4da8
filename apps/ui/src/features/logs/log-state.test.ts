import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Log } from '@signalbox/contract';
import { MOST_LINES } from './log-lines.ts';
import { LOG_START, nextLogState, PAGE_SIZE } from './log-state.ts';

const lines = (from: number, count: number): Log[] =>
  Array.from({ length: count }, (_, index) =>
    Log.parse({
      id: `00000000-0000-4000-8000-${String(from + index).padStart(12, '0')}`,
      created: null,
      updated: null,
      name: 'flow',
      level: 20,
      message: `line ${from + index}`,
      timestamp: new Date((from + index) * 1000).toISOString(),
    }),
  );

const NEWEST = nextLogState(LOG_START, { type: 'newest', lines: lines(10_000, PAGE_SIZE) });

function readBack(): ReturnType<typeof nextLogState> {
  let state = NEWEST;
  for (let from = 10_000 - PAGE_SIZE; state.hasNewer === false; from -= PAGE_SIZE)
    state = nextLogState(state, { type: 'older', lines: lines(from, PAGE_SIZE) });
  return state;
}

test('a full page has older ones before it, a short one has not', () => {
  assert.equal(NEWEST.hasOlder, true);
  assert.equal(nextLogState(NEWEST, { type: 'older', lines: lines(9_990, 10) }).hasOlder, false);
});

test('who reads far back keeps what he reads, and no live line stands behind the gap', () => {
  const state = readBack();
  assert.equal(state.lines.length, MOST_LINES);
  assert.ok(!state.lines.some(({ message }) => message === 'line 10199'));
  assert.equal(nextLogState(state, { type: 'live', lines: lines(10_200, 1) }), state);
});

test('the newest page again closes the gap, once the reader wants to leave it', () => {
  const page = { type: 'newest', lines: lines(20_000, PAGE_SIZE) } as const;
  assert.equal(nextLogState(readBack(), page).lines.at(-1)?.message, readBack().lines.at(-1)?.message);
  const state = nextLogState(nextLogState(readBack(), { type: 'leave-gap' }), page);
  assert.deepEqual([state.hasNewer, state.lines.length, state.lines.at(-1)?.message], [false, PAGE_SIZE, 'line 20199']);
});

test('the newest page after the end of a run leaves the older lines that were read', () => {
  const read = nextLogState(NEWEST, { type: 'older', lines: lines(9_900, 100) });
  const state = nextLogState(read, { type: 'newest', lines: lines(10_050, PAGE_SIZE) });
  assert.deepEqual([state.lines.length, state.lines[0]?.message, state.hasOlder], [350, 'line 9900', false]);
});

test('who follows keeps the newest, and can go back to what went', () => {
  const short = nextLogState(LOG_START, { type: 'newest', lines: lines(0, 3) });
  assert.equal(short.hasOlder, false);
  const long = nextLogState(short, { type: 'live', lines: lines(3, MOST_LINES) });
  assert.deepEqual([long.lines.length, long.hasOlder, long.hasNewer], [MOST_LINES, true, false]);
});
