import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UpstreamFailedError } from '../errors.ts';
import { type Outcome, RunState } from '../states/run-state.ts';
import { resolveFutures, taskRunIdsIn } from './resolve-futures.ts';
import { TaskFuture } from './task-future.ts';

const future = (id: string, outcome: Outcome<unknown>) => {
  const isGood = outcome.kind === 'value';
  const state = {
    type: isGood ? 'COMPLETED' : 'FAILED',
    name: isGood ? 'Completed' : 'Failed',
    timestamp: '',
  } as const;
  return new TaskFuture(id, `task ${id}`, Promise.resolve(new RunState(state, outcome)));
};
const good = (id: string, value: unknown) => future(id, { kind: 'value', value });

test('futures anywhere in lists and records become their results; all else stays the very same', async () => {
  const date = new Date();
  const value = { a: good('1', 1), list: [good('2', 2), { deep: good('3', 3) }], date, text: 'x' };
  assert.deepEqual(await resolveFutures(value), { a: 1, list: [2, { deep: 3 }], date, text: 'x' });
  const plain = { date };
  assert.equal(await resolveFutures(plain), plain);
});

test('a future that failed names its task and keeps what it threw', async () => {
  const cause = new Error('boom');
  await assert.rejects(resolveFutures([future('1', { kind: 'error', error: cause })]), (error: unknown) => {
    assert.ok(error instanceof UpstreamFailedError);
    assert.match(error.message, /'task 1'.*ended Failed/);
    assert.equal(error.cause, cause);
    return true;
  });
});

test('what a value depends on: its futures, and results that are passed on', () => {
  const result = { rows: [] };
  const origins = new WeakMap<object, string>([[result, '9']]);
  assert.deepEqual(taskRunIdsIn([good('1', 1), { result, again: good('1', 1) }], origins), ['1', '9']);
  assert.deepEqual(taskRunIdsIn('text', origins), []);
});
