// tests: Python flows that wait for people, and flows that send each other input.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHouse } from '@signalbox/testkit';
import { openWorkshop } from './python.ts';

test('paused flows go on with the answers they asked for, expire without, and flows talk to each other', async () => {
  await using house = await openHouse();
  await using workshop = openWorkshop(house.api_url);
  const { output } = await workshop.run('python', ['pauses.py']);
  assert.match(output, /all as expected/);
  const runs = await house.client.flow_runs.filter({ body: {} });
  const ends = runs.map(({ state_type }) => state_type).sort();
  assert.deepEqual(ends, ['COMPLETED', 'COMPLETED', 'COMPLETED', 'COMPLETED', 'FAILED']);
});
