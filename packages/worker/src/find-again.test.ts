import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Client } from '@signalbox/client';
import type { FlowRunResponse } from '@signalbox/contract';
import type { Infrastructure, JobReference } from '@signalbox/core';
import { findAgain } from './find-again.ts';
import { Turnstile } from './turnstile.ts';
import type { WorkerContext } from './worker-context.ts';
import type { WorkerEvent } from './worker-event.ts';

const run = (id: string, state_type: string): FlowRunResponse =>
  ({ id, name: id, run_count: 0, state_type, deployment_id: null }) as unknown as FlowRunResponse;

function contextWith(runs: readonly FlowRunResponse[], find: (job: JobReference) => Promise<null>) {
  const told: WorkerEvent[] = [];
  // Only what is called here.
  const client = { flow_runs: { filter: async () => runs } } as unknown as Client;
  const context: WorkerContext = {
    client,
    infrastructure: { type: 'cloud', runs_in: 'image', find } as unknown as Infrastructure,
    capabilities: { wait_for_work: true, leases: false },
    worker_name: 'worker',
    lease_holder: 'host/worker',
    work_pool_name: 'pool',
    node_command: ['node'],
    environment: {},
    run_api_url: 'http://server/api',
    submissions: new Turnstile(1),
    signal: new AbortController().signal,
    tell: (event) => told.push(event),
  };
  return { context, told };
}

test('a run that cannot be looked for is told, left to its lease, and hinders none of the others', async () => {
  const { context, told } = contextWith(
    [run('lost', 'PENDING'), run('waiting', 'PENDING')],
    async ({ flow_run_id }) => {
      if (flow_run_id === 'lost') throw new Error('no region');
      return null;
    },
  );
  const found = await findAgain(context, true);
  assert.deepEqual(
    found.map((one) => [one.run.id, one.handle]),
    [['waiting', null]],
  );
  assert.deepEqual(told, [{ type: 'trouble', message: 'Flow run lost could not be looked for: no region' }]);
});

test('where others start runs too, what was claimed and not begun is left to them', async () => {
  const { context } = contextWith([run('waiting', 'PENDING'), run('running', 'RUNNING')], async () => null);
  assert.deepEqual(await findAgain(context, false), []);
});
