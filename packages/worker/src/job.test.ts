import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createClient } from '@signalbox/client';
import type { DeploymentResponse, FlowRunId, Lease, WorkPoolResponse } from '@signalbox/contract';
import { baseJobTemplateFor, SubmitError } from '@signalbox/core';
import { processInfrastructure } from '@signalbox/infrastructure-process';
import { jobOf } from './job.ts';
import { Turnstile } from './turnstile.ts';
import type { WorkerContext } from './worker-context.ts';

const id = '0198f1c2-0000-7000-8000-000000000001' as FlowRunId;
const run = { id, name: 'brave-otter', run_count: 1, deployment_id: null, job_variables: null };
const lease = { holder: 'host/worker', fencing_number: 7 } as Lease;

const state_directory = mkdtempSync(join(tmpdir(), 'signalbox-job-test-'));
test.after(() => rmSync(state_directory, { recursive: true, force: true }));

const context = (changes: Partial<WorkerContext> = {}): WorkerContext => ({
  client: createClient({ api_url: 'http://server/api', auth_string: 'me:secret' }),
  infrastructure: processInfrastructure({ state_directory }),
  capabilities: { wait_for_work: true, leases: true },
  worker_name: 'worker',
  lease_holder: 'host/worker',
  work_pool_name: 'default',
  node_command: ['node', 'execute.js'],
  environment: { PATH: '', SIGNALBOX_PYTHON: '/venv/bin/python' },
  run_api_url: 'http://server/api',
  submissions: new Turnstile(1),
  signal: new AbortController().signal,
  tell: () => undefined,
  ...changes,
});

const deployment = (changes: Partial<DeploymentResponse>): DeploymentResponse =>
  ({ id: 'd1', name: 'nightly', entrypoint: 'etl.ts:etl', job_variables: {}, ...changes }) as DeploymentResponse;
const work_pool = { base_job_template: baseJobTemplateFor('process') } as unknown as WorkPoolResponse;

test('a flow of Node is started by the command of Node, one of Python by prefect', async () => {
  const of = (entrypoint: string) =>
    jobOf(context(), run, { lease, headers: {} }, deployment({ entrypoint }), work_pool);
  assert.deepEqual((await of('etl.ts:etl')).command, ['node', 'execute.js', id]);
  assert.deepEqual((await of('etl.py:etl')).command, ['/venv/bin/python', '-m', 'prefect', 'flow-run', 'execute', id]);
});

test('in an image a flow is started by the programs of the image, whatever the worker has', async () => {
  const infrastructure = { ...processInfrastructure({ state_directory }), runs_in: 'image' as const };
  const of = (entrypoint: string) =>
    jobOf(context({ infrastructure }), run, { lease, headers: {} }, deployment({ entrypoint }), work_pool);
  assert.deepEqual((await of('etl.ts:etl')).command, ['signalbox', 'flow-run', 'execute', id]);
  assert.deepEqual((await of('etl.py:etl')).command, ['prefect', 'flow-run', 'execute', id]);
});

test('the command, env, labels and name of the job variables hold; the run wins over its deployment', async () => {
  const job = await jobOf(
    context(),
    { ...run, job_variables: { env: { B: 2, C: null }, name: 'mine' } },
    { lease, headers: {} },
    deployment({
      job_variables: { command: 'sh -c "echo hi"', env: { A: '1', B: '1' }, labels: { team: 'x' }, working_dir: '/w' },
    }),
    work_pool,
  );
  assert.deepEqual(job.command, ['sh', '-c', 'echo hi']);
  assert.equal(job.env.A, '1');
  assert.equal(job.env.B, '2');
  assert.equal('C' in job.env, false);
  assert.deepEqual(job.labels, {
    team: 'x',
    'prefect.io/flow-run-id': id,
    'prefect.io/flow-run-name': 'brave-otter',
    'prefect.io/deployment-id': 'd1',
    'prefect.io/deployment-name': 'nightly',
    'prefect.io/work-pool-name': 'default',
    'prefect.io/worker-name': 'worker',
  });
  assert.equal(job.name, 'mine');
  assert.deepEqual(job.configuration, { stream_output: true, working_dir: '/w' });
});

test('the process learns its server, its credentials, its run and its lease, which no job variable can change', async () => {
  const job = await jobOf(
    context(),
    run,
    { lease, headers: {} },
    deployment({ job_variables: { env: { PREFECT__FLOW_RUN_ID: 'other' } } }),
    work_pool,
  );
  assert.equal(job.env.PREFECT_API_URL, 'http://server/api');
  assert.equal(job.env.SIGNALBOX_API_URL, 'http://server/api');
  assert.equal(job.env.PREFECT_API_AUTH_STRING, 'me:secret');
  assert.equal(job.env.PREFECT__FLOW_RUN_ID, id);
  assert.equal(job.env.SIGNALBOX_LEASE_HOLDER, 'host/worker');
  assert.equal(job.env.SIGNALBOX_FENCING_NUMBER, '7');
});

test('the attempt rises with the times that the run has run', async () => {
  const of = (run_count: number) =>
    jobOf(context(), { ...run, run_count }, { lease, headers: {} }, deployment({}), work_pool);
  assert.equal((await of(0)).attempt, 1);
  assert.equal((await of(3)).attempt, 4);
});

test('an env that is no object is refused by its name', async () => {
  const wrong = jobOf(context(), run, { lease, headers: {} }, deployment({ job_variables: { env: 'A=1' } }), work_pool);
  await assert.rejects(
    wrong,
    (error) => error instanceof SubmitError && /env must map names to texts/.test(error.message),
  );
});
