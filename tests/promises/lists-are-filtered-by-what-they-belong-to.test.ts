// tests: flows, runs, task runs and deployments are found by what they are related to.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHouse } from '@signalbox/testkit';

const LISTS = ['flows', 'flow_runs', 'task_runs', 'deployments'] as const;

test('each list is filtered by flows, runs, task runs, deployments, pools and queues at once', async () => {
  await using house = await openHouse();
  const { client } = house;
  const pool = await client.work_pools.create({ body: { name: 'pool', type: 'process' } });
  const flow = await client.flows.create({ body: { name: 'related' } });
  const deployed = { name: 'daily', flow_id: flow.id, work_pool_name: 'pool', entrypoint: 'flow.ts:flow' };
  const deployment = await client.deployments.create({ body: deployed });
  const run = await client.deployments.create_flow_run({ params: { id: deployment.id }, body: {} });
  const task = { flow_run_id: run.id, task_key: 'extract', dynamic_key: '0' };
  const taskRun = await client.task_runs.create({ body: task });
  const filters = (pool_type: string) => ({
    flows: { name: { any_: ['related'] } },
    flow_runs: { id: { any_: [run.id] } },
    task_runs: { id: { any_: [taskRun.id] } },
    deployments: { name: { any_: ['daily'] } },
    work_pools: { name: { any_: [pool.name] }, type: { any_: [pool_type] } },
    work_pool_queues: { name: { any_: ['default'] } },
  });
  const found = async (list: (typeof LISTS)[number], pool_type: string) => {
    const body = JSON.stringify(filters(pool_type));
    const response = await fetch(`${house.api_url}/${list}/filter`, { method: 'POST', body });
    const answer = await response.json();
    assert.equal(response.status, 200, JSON.stringify(answer));
    return answer.map(({ id }: { id: string }) => id);
  };
  const ids = { flows: flow.id, flow_runs: run.id, task_runs: taskRun.id, deployments: deployment.id };
  for (const list of LISTS) {
    assert.deepEqual(await found(list, 'process'), [ids[list]], list);
    // Task runs have no filter of pools: what else a body holds is ignored.
    if (list !== 'task_runs') assert.deepEqual(await found(list, 'docker'), [], `${list} of another pool`);
  }
});
