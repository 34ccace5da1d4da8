// engine: claiming, keeping and giving back the lease on a flow run.
import {
  ApiError,
  type FlowRunId,
  type Lease,
  type LeaseClaim,
  type LeaseRelease,
  type LeaseRenewal,
  notFound,
} from '@signalbox/contract';
import { addSeconds, isFinal } from '@signalbox/core';
import { findFlowRunForTransition, findFlowRunLease, putFlowRunLease, type StoredLease } from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';

const leaseOf = ({ holder, fencing_number, expires_at }: StoredLease): Lease => ({
  holder,
  fencing_number,
  expires_at,
});

async function put(unit: Unit, lease: StoredLease): Promise<Lease> {
  await putFlowRunLease(unit.transaction, lease);
  unit.afterCommit(() => unit.wakeUps.wake('service:expired-leases'));
  return leaseOf(lease);
}

/**
 * Gives the caller the run, with a fencing number higher than any before. The holder of a live lease gets it again.
 * @throws ApiError `not_found`; `conflict` while another holder's lease is alive, or when the run has ended
 */
export function claimFlowRunLease(engine: Engine, flow_run_id: FlowRunId, claim: LeaseClaim): Promise<Lease> {
  return engine.write(async (unit) => {
    const found = await findFlowRunForTransition(unit.transaction, flow_run_id);
    if (!found) throw notFound('Flow run');
    if (isFinal(found.state))
      throw new ApiError('conflict', `The run has ended as ${found.state?.name}: nothing is left to claim.`);
    const last = await findFlowRunLease(unit.transaction, flow_run_id);
    const isAlive = last !== null && !last.released && last.expires_at > unit.now;
    if (isAlive && last.holder !== claim.holder)
      throw new ApiError('conflict', `The run is held by ${last.holder} until ${last.expires_at}.`);
    const fencing_number = isAlive ? last.fencing_number : (last?.fencing_number ?? 0) + 1;
    const expires_at = addSeconds(unit.now, claim.duration_seconds);
    return put(unit, { flow_run_id, holder: claim.holder, fencing_number, expires_at, released: false });
  });
}

/** @throws ApiError `lease_lost` when it has expired, was released, or went to another */
async function heldLease(unit: Unit, flow_run_id: FlowRunId, held: LeaseRelease): Promise<StoredLease> {
  const lease = await findFlowRunLease(unit.transaction, flow_run_id);
  const isHeld =
    lease !== null && !lease.released && lease.holder === held.holder && lease.fencing_number === held.fencing_number;
  if (!isHeld || lease.expires_at <= unit.now)
    throw new ApiError('lease_lost', `${held.holder} no longer holds the run (lease ${held.fencing_number}).`);
  return lease;
}

/** Lets a live lease go on. @throws ApiError `lease_lost` */
export function renewFlowRunLease(engine: Engine, flow_run_id: FlowRunId, renewal: LeaseRenewal): Promise<Lease> {
  return engine.write(async (unit) => {
    const lease = await heldLease(unit, flow_run_id, renewal);
    return put(unit, { ...lease, expires_at: addSeconds(unit.now, renewal.duration_seconds) });
  });
}

/** Gives the run back; its state stays as it is. @throws ApiError `lease_lost` */
export function releaseFlowRunLease(engine: Engine, flow_run_id: FlowRunId, release: LeaseRelease): Promise<void> {
  return engine.write(async (unit) => {
    await put(unit, { ...(await heldLease(unit, flow_run_id, release)), released: true });
  });
}

/**
 * A Python flow that Prefect's engine runs sends heartbeats as events and knows no leases: its first one begins a
 * lease, each further one keeps it. A longer lease of its worker stays as it is.
 */
export async function keepLeaseByHeartbeat(
  unit: Unit,
  flow_run_id: FlowRunId,
  duration_seconds: number,
): Promise<void> {
  const found = await findFlowRunForTransition(unit.transaction, flow_run_id);
  if (!found || isFinal(found.state)) return;
  const last = await findFlowRunLease(unit.transaction, flow_run_id);
  const expires_at = addSeconds(unit.now, duration_seconds);
  if (last && !last.released) {
    if (last.expires_at < expires_at) await put(unit, { ...last, expires_at });
    return;
  }
  await put(unit, {
    flow_run_id,
    holder: 'heartbeat',
    fencing_number: (last?.fencing_number ?? 0) + 1,
    expires_at,
    released: false,
  });
}
