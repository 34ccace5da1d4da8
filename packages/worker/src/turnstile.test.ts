// worker: no more than so many go through at one time, in the order in which they came.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Turnstile } from './turnstile.ts';

test('two of five are inside at one time, and one that fails makes way', async () => {
  const turnstile = new Turnstile(2);
  const begun: number[] = [];
  let inside = 0;
  let most = 0;
  const ended = await Promise.allSettled(
    [0, 1, 2, 3, 4].map((number) =>
      turnstile.pass(async () => {
        begun.push(number);
        inside += 1;
        most = Math.max(most, inside);
        await new Promise(setImmediate);
        inside -= 1;
        if (number === 1) throw new Error('refused');
      }),
    ),
  );
  assert.deepEqual(
    [begun, most, ended.map(({ status }) => status === 'fulfilled')],
    [[0, 1, 2, 3, 4], 2, [true, false, true, true, true]],
  );
});
