// tests: concurrency limits made by the `prefect` program, kept to by Python's tasks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHouse } from '@signalbox/testkit';
import { prefectLines } from './prefect-cli.ts';
import { openWorkshop } from './python.ts';

test('sixteen tasks never exceed the limits of their tag and of their slot, and a rate holds them back', async () => {
  await using house = await openHouse();
  await using workshop = openWorkshop(house.api_url);
  const made = await prefectLines(workshop, [
    'concurrency-limit create scarce 2',
    'gcl create database --limit 2',
    'gcl create requests --limit 1 --slot-decay-per-second 2',
  ]);
  assert.deepEqual(
    made.map(({ code }) => code),
    [0, 0, 0],
  );
  const { output } = await workshop.run('python', ['limits.py']);
  assert.match(output, /16 tasks as expected, at most \d \d/);
  for (const id_or_name of ['tag:scarce', 'database']) {
    const limit = await house.client.concurrency_limits.read({ params: { id_or_name } });
    assert.equal(limit.limit, 2);
    assert.equal(limit.active_slots, 0, id_or_name);
  }
});
