import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messageQueue } from './message-queue.ts';

test('gives everything pushed before the end, then the error', async () => {
  const queue = messageQueue<number>();
  queue.push(1);
  queue.push(2);
  queue.end(new Error('lost'));
  const got: number[] = [];
  await assert.rejects(async () => {
    for await (const message of queue) got.push(message);
  }, /lost/);
  assert.deepEqual(got, [1, 2]);
});

test('who waits is woken', async () => {
  const queue = messageQueue<number>();
  const reading = Array.fromAsync(queue);
  queue.push(1);
  await Promise.resolve();
  queue.push(2);
  queue.end();
  assert.deepEqual(await reading, [1, 2]);
});
