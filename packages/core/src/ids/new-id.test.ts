// core: new ids lie in the order in which they were made, whatever the clock does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Uuid } from '@signalbox/contract';
import { newId } from './new-id.ts';

test('ids are UUIDs of version 7, each greater than the one before, within a millisecond and when the clock steps back', (context) => {
  context.mock.timers.enable({ apis: ['Date'], now: Date.UTC(2030, 0, 1) });
  const ids = Array.from({ length: 1_000 }, () => newId());
  context.mock.timers.setTime(Date.UTC(2029, 11, 31));
  ids.push(...Array.from({ length: 1_000 }, () => newId()));
  context.mock.timers.setTime(Date.UTC(2030, 0, 2));
  ids.push(newId());
  assert.deepEqual(ids.toSorted(), ids);
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids) assert.match(Uuid.parse(id), /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/);
});
