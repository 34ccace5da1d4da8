// worker: keeps the lease on a run for as long as its process lives.
import { GoneError, NotFoundError, wait } from '@signalbox/client';
import { DEFAULT_LEASE_SECONDS, type FlowRunId } from '@signalbox/contract';
import type { Claim } from './claim.ts';
import { isPassing } from './insistently.ts';
import type { WorkerContext } from './worker-context.ts';

const RENEW_SECONDS = DEFAULT_LEASE_SECONDS / 3;

async function renew(context: WorkerContext, id: FlowRunId, { lease }: Claim): Promise<'kept' | 'lost'> {
  if (lease === null) return 'kept';
  const { holder, fencing_number } = lease;
  try {
    await context.client.flow_run_leases.renew({ params: { id }, body: { holder, fencing_number } }, { retries: 0 });
    return 'kept';
  } catch (error) {
    if (error instanceof GoneError || error instanceof NotFoundError) return 'lost';
    // The server is away. The next turn comes well before the end of the lease, and a late renewal is answered by 410.
    if (isPassing(error)) return 'kept';
    throw error;
  }
}

/** Renews until the signal aborts; true when the lease was lost before. */
export async function keepLease(
  context: WorkerContext,
  id: FlowRunId,
  claim: Claim,
  signal: AbortSignal,
): Promise<boolean> {
  if (claim.lease === null) return false;
  for (;;) {
    try {
      await wait(RENEW_SECONDS, signal);
    } catch {
      return false;
    }
    if ((await renew(context, id, claim)) === 'lost') return !signal.aborted;
  }
}
