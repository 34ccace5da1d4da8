// worker: takes over what an earlier worker of the same name left going on.
import type { FlowRunResponse } from '@signalbox/contract';
import type { Handle } from '@signalbox/core';
import { type Claim, claimLease } from './claim.ts';
import { attemptOf } from './job.ts';
import type { WorkerContext } from './worker-context.ts';

export interface FoundRun {
  readonly run: FlowRunResponse;
  readonly claim: Claim;
  readonly handle: Handle;
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

// The count of the run has risen since its process was started: at its Running, and with each retry in the same process.
async function handleOf({ infrastructure }: WorkerContext, run: FlowRunResponse): Promise<Handle | null> {
  for (let attempt = attemptOf(run); attempt >= 1; attempt -= 1) {
    const handle = await infrastructure.find(run.id, attempt);
    if (handle !== null) return handle;
  }
  return null;
}

/** The runs of the pool whose infrastructure this machine still has. */
export async function findAgain(context: WorkerContext): Promise<FoundRun[]> {
  const found: FoundRun[] = [];
  for await (const run of unfinishedRuns(context)) {
    const handle = await handleOf(context, run);
    if (handle === null) continue;
    const claim = await claimLease(context, run.id);
    if (claim !== null) found.push({ run, claim, handle });
  }
  return found;
}
