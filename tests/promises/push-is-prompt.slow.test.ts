// tests: a run of a push pool is taken at once. Measured in milliseconds, so not beside other tests.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHouse } from '@signalbox/testkit';
import { deployOnPush, noting, pushFolder, startRun, untilState } from './push-yard.ts';

test('half of the runs are Pending within 50 ms of their creation', async () => {
  using folder = pushFolder();
  await using house = await openHouse({ push: folder.push });
  const deployment = await deployOnPush(house.client, noting(folder.starts));
  const waits: number[] = [];
  for (let count = 0; count < 31; count += 1) {
    const { id } = await startRun(house.client, deployment);
    await untilState(house.client, id, 'COMPLETED');
    const states = await house.client.flow_run_states.list({ query: { flow_run_id: id } });
    const at = (type: string) => Date.parse(states.find((state) => state.type === type)?.timestamp ?? '');
    waits.push(at('PENDING') - at('SCHEDULED'));
  }
  const median = waits.toSorted((left, right) => left - right)[15] ?? Number.NaN;
  assert.ok(median < 50, `the median is ${median} ms of ${waits.join(', ')}`);
});
