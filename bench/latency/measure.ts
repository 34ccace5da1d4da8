// bench: how long runs of a deployment take from being made to running, one after the other.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, createClient } from '@signalbox/client';
import type { DeploymentId } from '@signalbox/contract';
import { baseJobTemplateFor } from '@signalbox/core';
import type { RunningProcess } from '../servers/server-process.ts';

const POOL = 'bench';
const BETWEEN_LOOKS_MS = 20;
const PATIENCE_MS = 120_000;

/** Makes the pool and a deployment of the flow that does nothing. */
export async function deployNothing(
  api_url: string,
  entrypoint: string,
): Promise<{ client: Client; id: DeploymentId }> {
  const client = createClient({ api_url });
  await client.work_pools.create({
    body: { name: POOL, type: 'process', base_job_template: { ...baseJobTemplateFor('process') } },
  });
  const flow = await client.flows.create({ body: { name: 'nothing' } });
  const { id } = await client.deployments.create({
    body: {
      name: 'latency',
      flow_id: flow.id,
      entrypoint,
      work_pool_name: POOL,
      pull_steps: [{ 'prefect.deployments.steps.set_working_directory': { directory: import.meta.dirname } }],
    },
  });
  return { client, id };
}

export interface Measured {
  readonly client: Client;
  readonly id: DeploymentId;
  /** The worker that runs them. */
  readonly worker: RunningProcess;
}

/** Milliseconds from the creation of a run to the start that the server noted; waits until the run has ended. */
async function latencyOfRun({ client, id, worker }: Measured): Promise<number> {
  const { id: run_id } = await client.deployments.create_flow_run({ params: { id }, body: {} });
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const run = await client.flow_runs.read({ params: { id: run_id } });
    if (run.end_time !== null) {
      if (run.state_type !== 'COMPLETED' || run.start_time === null || run.created === null)
        throw new Error(`run ${run_id} ended as ${run.state_name}: ${run.state?.message ?? ''}`);
      return Date.parse(run.start_time) - Date.parse(run.created);
    }
    if (worker.hasEnded()) throw new Error(`the worker ended:\n${worker.output()}`);
    if (performance.now() > deadline) throw new Error(`run ${run_id} is ${run.state_name} after ${PATIENCE_MS} ms`);
    await sleep(BETWEEN_LOOKS_MS);
  }
}

/** The latencies of so many runs, in order; the first one, which warms caches, is not counted. */
export async function measureLatencies(measured: Measured, runs: number): Promise<number[]> {
  await latencyOfRun(measured);
  const latencies: number[] = [];
  for (let run = 0; run < runs; run++) latencies.push(await latencyOfRun(measured));
  return latencies.toSorted((left, right) => left - right);
}
