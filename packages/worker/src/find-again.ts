// worker: takes over what an earlier worker of the same name left going on.
import { NotFoundError } from '@signalbox/client';
import type { FlowRunResponse } from '@signalbox/contract';
import type { Handle, Job } from '@signalbox/core';
import { type Claim, claimLease } from './claim.ts';
import { attemptOf, configurationOf } from './job.ts';
import type { WorkerContext } from './worker-context.ts';

export interface FoundRun {
  readonly run: FlowRunResponse;
  readonly claim: Claim;
  /** Null when nothing was started for it yet. */
  readonly handle: Handle | null;
}

const PAGE = 200;

async function* unfinishedRuns({ client, work_pool_name }: WorkerContext): AsyncGenerator<FlowRunResponse> {
  const work_pools = { name: { any_: [work_pool_name] } };
  const state = { type: { any_: ['PENDING' as const, 'RUNNING' as const, 'CANCELLING' as const] } };
  for (let offset = 0; ; offset += PAGE) {
    const page = await client.flow_runs.filter({ body: { work_pools, flow_runs: { state }, offset, limit: PAGE } });
    yield* page;
    if (page.length < PAGE) return;
  }
}

/** Where to look for what was started; empty when that can no longer be known, and the kind looks where it always does. */
async function lastConfigurationOf(context: WorkerContext, run: FlowRunResponse): Promise<Job['configuration']> {
  const { client, work_pool_name, tell } = context;
  if (run.deployment_id === null) return {};
  try {
    const [deployment, work_pool] = await Promise.all([
      client.deployments.read({ params: { id: run.deployment_id } }),
      client.work_pools.read({ params: { name: work_pool_name } }),
    ]);
    return await configurationOf(context, run, deployment, work_pool);
  } catch (error) {
    if (error instanceof NotFoundError) return {};
    const reason = error instanceof Error ? error.message : String(error);
    tell({ type: 'trouble', message: `The job of flow run ${run.name} is no longer what it was: ${reason}` });
    return {};
  }
}

// The count of the run has risen since its process was started: at its Running, and with each retry in the same process.
async function handleOf(context: WorkerContext, run: FlowRunResponse): Promise<Handle | null> {
  const configuration = await lastConfigurationOf(context, run);
  for (let attempt = attemptOf(run); attempt >= 1; attempt -= 1) {
    const handle = await context.infrastructure.find({ flow_run_id: run.id, attempt, configuration });
    if (handle !== null) return handle;
  }
  return null;
}

/**
 * The runs of the pool whose infrastructure this machine still has.
 * @param serves_alone that nobody else starts runs of the pool but workers like this one: what was claimed and not begun is
 * then begun, as soon as no other answers for it
 */
export async function findAgain(context: WorkerContext, serves_alone: boolean): Promise<FoundRun[]> {
  const found: FoundRun[] = [];
  for await (const run of unfinishedRuns(context)) {
    const handle = await handleOf(context, run).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      context.tell({ type: 'trouble', message: `Flow run ${run.name} could not be looked for: ${reason}` });
      return undefined;
    });
    if (handle === undefined) continue;
    if (handle === null && !(serves_alone && run.state_type === 'PENDING')) continue;
    const claim = await claimLease(context, run.id);
    if (claim !== null) found.push({ run, claim, handle });
  }
  return found;
}
