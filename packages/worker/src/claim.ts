// worker: takes a due run for this worker, so that no other starts it too.
import { randomUUID } from 'node:crypto';
import { ConflictError, GoneError, NotFoundError } from '@signalbox/client';
import { FENCING_NUMBER_HEADER, type FlowRunId, type Lease, type Uuid } from '@signalbox/contract';
import type { WorkerContext } from './worker-context.ts';
import type { RunOfEvent } from './worker-event.ts';

export interface ClaimedRun extends RunOfEvent {
  readonly id: FlowRunId;
}

/** The right to start and to report a run. */
export interface Claim {
  /** Null on servers without leases. */
  readonly lease: Lease | null;
  /** Goes with every report, so that the server refuses one whose lease was given to another. */
  readonly headers: Readonly<Record<string, string>>;
}

const claimFromLease = (lease: Lease | null): Claim => ({
  lease,
  headers: lease === null ? {} : { [FENCING_NUMBER_HEADER]: String(lease.fencing_number) },
});

/** Null while another holds the run. */
export async function claimLease(context: WorkerContext, id: FlowRunId): Promise<Claim | null> {
  if (!context.capabilities.leases) return claimFromLease(null);
  try {
    return claimFromLease(
      await context.client.flow_run_leases.claim({ params: { id }, body: { holder: context.lease_holder } }),
    );
  } catch (error) {
    if (error instanceof ConflictError || error instanceof NotFoundError) return null;
    throw error;
  }
}

/** Gives the run back, for whoever starts it next. */
export async function releaseLease(context: WorkerContext, id: FlowRunId, { lease }: Claim): Promise<void> {
  if (lease === null) return;
  const { holder, fencing_number } = lease;
  try {
    await context.client.flow_run_leases.release({ params: { id }, body: { holder, fencing_number } });
  } catch (error) {
    // It is free already, or another's.
    if (!(error instanceof GoneError || error instanceof ConflictError || error instanceof NotFoundError)) throw error;
  }
}

/** Claims a due run and makes it Pending; null when it goes to another, or when the server does not let it start. */
export async function claimRun(context: WorkerContext, run: ClaimedRun): Promise<Claim | null> {
  const claim = await claimLease(context, run.id);
  if (claim === null) return null;
  const { status, details } = await context.client.flow_runs.set_state(
    {
      params: { id: run.id },
      body: { state: { type: 'PENDING', name: 'Pending', state_details: { transition_id: randomUUID() as Uuid } } },
    },
    { headers: claim.headers },
  );
  if (status === 'ACCEPT') return claim;
  const reason = 'reason' in details ? details.reason : null;
  context.tell({ type: 'run-refused', run, reason: reason ?? `the server answered ${status}` });
  await releaseLease(context, run.id, claim);
  return null;
}
