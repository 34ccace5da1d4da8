// engine: a holder that comes back after its lease went to another is refused.
import type { FlowRunId } from '@signalbox/contract';
import { findFlowRunLease, putFlowRunLease } from '@signalbox/store';
import type { Unit } from '../engine.ts';

/** Why a caller with this fencing number may not change the run; null when it may. A caller without a number is not fenced. */
export async function fencingRefusal(
  unit: Unit,
  flow_run_id: FlowRunId,
  fencing_number: number | null,
): Promise<string | null> {
  if (fencing_number === null) return null;
  const lease = await findFlowRunLease(unit.transaction, flow_run_id);
  if (lease?.fencing_number === fencing_number && !lease.released) return null;
  return `The lease ${fencing_number} on this run is over: another holder has it, or the run was given up.`;
}

/** Nobody answers for a run that has ended. */
export async function releaseLeaseOfEndedRun(unit: Unit, flow_run_id: FlowRunId): Promise<void> {
  const lease = await findFlowRunLease(unit.transaction, flow_run_id);
  if (lease && !lease.released) await putFlowRunLease(unit.transaction, { ...lease, released: true });
}
