// engine: a run whose process died without a word ends as Crashed when its lease runs out.
import { StateDetails, type StateType } from '@signalbox/contract';
import { isFinal } from '@signalbox/core';
import {
  findFlowRunForTransition,
  listExpiredFlowRunLeases,
  nextFlowRunLeaseExpiry,
  putFlowRunLease,
  type StoredLease,
} from '@signalbox/store';
import type { Unit } from '../engine.ts';
import { applyTransition } from '../flow-runs/transition.ts';
import type { Service } from './service.ts';

/** Leases dealt with in one commit. */
const LEASES_PER_COMMIT = 50;

/** States in which a process answers for the run: without one it can go no further. */
const NEEDS_A_PROCESS: ReadonlySet<StateType> = new Set(['PENDING', 'RUNNING', 'CANCELLING']);

export const expiredLeases: Service = {
  name: 'expired-leases',
  nextDue: ({ store }) => nextFlowRunLeaseExpiry(store.read),
  run: async (engine) => {
    const expired = await listExpiredFlowRunLeases(engine.store.read, engine.clock(), LEASES_PER_COMMIT);
    await engine.write(async (unit) => {
      // A renewal may have come between the look and the write, so each is looked at again.
      const still = await listExpiredFlowRunLeases(unit.transaction, unit.now, LEASES_PER_COMMIT);
      const ids = new Set(still.map(({ flow_run_id }) => flow_run_id));
      for (const lease of expired) if (ids.has(lease.flow_run_id)) await expire(unit, lease);
    });
  },
};

async function expire(unit: Unit, lease: StoredLease): Promise<void> {
  await putFlowRunLease(unit.transaction, { ...lease, released: true });
  const found = await findFlowRunForTransition(unit.transaction, lease.flow_run_id);
  if (!found?.state || isFinal(found.state) || !NEEDS_A_PROCESS.has(found.state.type)) return;
  const isCancelling = found.state.type === 'CANCELLING';
  const message = isCancelling
    ? `The run was being cancelled when ${lease.holder} was lost: it had not renewed its lease by ${lease.expires_at}.`
    : `${lease.holder} was lost: it had not renewed its lease by ${lease.expires_at}. Its process has died, hangs, or cannot reach the server.`;
  const ended = {
    type: isCancelling ? 'CANCELLED' : 'CRASHED',
    name: null,
    message,
    data: null,
    state_details: StateDetails.parse({}),
  } as const;
  await applyTransition(unit, found.run, found.state, ended);
}
