// tests: the server submits the runs of push work pools itself, as often as they are due and no oftener.
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { addSeconds } from '@signalbox/core';
import { eventually, openHouse } from '@signalbox/testkit';
import { deployOnPush, noting, PUSH_POOL, pushFolder, startRun, untilFile, untilState } from './push-yard.ts';

test('a run by hand goes to its end with no worker, and its pool is ready', async () => {
  using folder = pushFolder();
  await using house = await openHouse({ push: folder.push });
  const deployment = await deployOnPush(house.client, noting(folder.starts));
  const run = await startRun(house.client, deployment);
  const ended = await untilState(house.client, run.id, 'COMPLETED', 'CRASHED', 'FAILED');
  assert.equal(ended.state_type, 'COMPLETED');
  const pool = await house.client.work_pools.read({ params: { name: PUSH_POOL } });
  assert.deepEqual([pool.type, pool.status], ['process:push', 'READY']);
  assert.match(ended.infrastructure_pid ?? '', /:\d+$/);
  assert.deepEqual(folder.started(), [run.id]);
});

test('a run of a later time starts when it is due, and one that was cancelled before never does', async () => {
  using folder = pushFolder();
  await using house = await openHouse({ push: folder.push });
  const deployment = await deployOnPush(house.client, noting(folder.starts));
  const later = (seconds: number) =>
    house.client.deployments.create_flow_run({
      params: { id: deployment.id },
      body: {
        state: { type: 'SCHEDULED', state_details: { scheduled_time: addSeconds(house.now(), seconds) } },
      },
    });
  const [due, cancelled] = await Promise.all([later(100), later(100)]);
  await house.client.flow_runs.set_state({ params: { id: cancelled.id }, body: { state: { type: 'CANCELLED' } } });
  assert.deepEqual(folder.started(), []);
  house.advance(110);
  await untilState(house.client, due.id, 'COMPLETED');
  assert.deepEqual(folder.started(), [due.id]);
});

test('a paused pool starts nothing until it goes on, and a limit of one lets one in at a time', async () => {
  using folder = pushFolder();
  await using house = await openHouse({ push: folder.push });
  const go = join(folder.directory, 'go');
  const deployment = await deployOnPush(house.client, noting(folder.starts, untilFile(go)));
  const set = (body: { is_paused?: boolean; concurrency_limit?: number }) =>
    house.client.work_pools.update({ params: { name: PUSH_POOL }, body });
  await set({ is_paused: true, concurrency_limit: 1 });
  const runs = [await startRun(house.client, deployment), await startRun(house.client, deployment)];
  await house.client.flow_runs.filter({ body: {} });
  assert.deepEqual(folder.started(), []);
  await set({ is_paused: false });
  await eventually('a pool that is ready', async () => {
    const { status } = await house.client.work_pools.read({ params: { name: PUSH_POOL } });
    return status === 'READY' || null;
  });
  await eventually('the first run', async () => folder.started().length === 1 || null);
  const states = (await house.client.flow_runs.filter({ body: {} })).map(({ state_type }) => state_type);
  assert.deepEqual(states.toSorted(), ['RUNNING', 'SCHEDULED']);
  writeFileSync(go, '');
  for (const { id } of runs) await untilState(house.client, id, 'COMPLETED');
  assert.deepEqual(folder.started().toSorted(), runs.map(({ id }) => id).toSorted());
});

test('cancelling a run ends its process', async () => {
  using folder = pushFolder();
  await using house = await openHouse({ push: folder.push });
  const deployment = await deployOnPush(house.client, noting(folder.starts, untilFile('/never')));
  const run = await startRun(house.client, deployment);
  await eventually('its process', async () => folder.started().length === 1 || null);
  const { infrastructure_pid } = await eventually('its pid', async () => {
    const read = await house.client.flow_runs.read({ params: { id: run.id } });
    return read.infrastructure_pid === null ? null : read;
  });
  await house.client.flow_runs.set_state({ params: { id: run.id }, body: { state: { type: 'CANCELLING' } } });
  await untilState(house.client, run.id, 'CANCELLED');
  assert.equal(existsSync(`/proc/${infrastructure_pid?.split(':').at(-1)}`), false);
});

test('a server that was not told to run processes leaves them alone, and their pool is not ready', async () => {
  using folder = pushFolder();
  await using house = await openHouse({ push: { state_directory: folder.push.state_directory } });
  const deployment = await deployOnPush(house.client, noting(folder.starts));
  const run = await startRun(house.client, deployment);
  await house.client.flow_runs.filter({ body: {} });
  assert.equal((await house.client.flow_runs.read({ params: { id: run.id } })).state_type, 'SCHEDULED');
  assert.equal((await house.client.work_pools.read({ params: { name: PUSH_POOL } })).status, 'NOT_READY');
  assert.deepEqual(folder.started(), []);
});
