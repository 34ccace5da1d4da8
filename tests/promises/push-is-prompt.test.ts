// tests: a run of a push pool is taken when it is there: nobody polls for it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHouse } from '@signalbox/testkit';
import { deployOnPush, noting, pushFolder, startRun, untilState } from './push-yard.ts';

test('half of the runs are Pending within half a second of their creation, also on a busy machine', async () => {
  using folder = pushFolder();
  await using house = await openHouse({ push: folder.push });
  const deployment = await deployOnPush(house.client, noting(folder.starts));
  const waits: number[] = [];
  for (let count = 0; count < 7; count += 1) {
    const { id } = await startRun(house.client, deployment);
    await untilState(house.client, id, 'COMPLETED');
    const states = await house.client.flow_run_states.list({ query: { flow_run_id: id } });
    const at = (type: string) => Date.parse(states.find((state) => state.type === type)?.timestamp ?? '');
    waits.push(at('PENDING') - at('SCHEDULED'));
  }
  const median = waits.toSorted((left, right) => left - right)[3] ?? Number.NaN;
  assert.ok(median < 500, `the median is ${median} ms of ${waits.join(', ')}`);
});
