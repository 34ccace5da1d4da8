import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gateOf } from './gate.ts';

test('never more than its places are in, all come through in order, also when one fails', async () => {
  const gate = gateOf(3);
  const order: number[] = [];
  let inside = 0;
  let most = 0;
  const works = Array.from({ length: 20 }, (_, index) =>
    gate(async () => {
      order.push(index);
      inside += 1;
      most = Math.max(most, inside);
      await new Promise(setImmediate);
      inside -= 1;
      if (index === 4) throw new Error('four');
      return index;
    }),
  );
  const results = await Promise.allSettled(works);
  assert.equal(most, 3);
  assert.deepEqual(order, [...Array(20).keys()]);
  assert.equal(results.filter(({ status }) => status === 'rejected').length, 1);
});

test('a concurrency that lets nobody through is refused', () => {
  assert.throws(() => gateOf(0), /at least 1, not 0/);
  assert.throws(() => gateOf(1.5), RangeError);
});
