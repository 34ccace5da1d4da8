// engine: keeping and giving back slots, and waking who waits for them.
import {
  ApiError,
  type ConcurrencyLimitId,
  type LeaseId,
  type MinimalConcurrencyLimitResponse,
} from '@signalbox/contract';
import { addSeconds } from '@signalbox/core';
import {
  deleteHeldSlots,
  deleteLooseSlots,
  findConcurrencyLimitsByName,
  listLimitsOfLease,
  renewHeldSlots,
} from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';

/** After the commit, whoever waits for slots of this limit tries again. */
export function wakeWaitersFor(unit: Unit, id: ConcurrencyLimitId): void {
  unit.afterCommit(() => unit.wakeUps.wake(`slots:${id}`));
}

/** Gives back slots that were taken without a lease. Answers all limits that have one of the names. */
export function giveBackSlots(
  engine: Engine,
  { names, slots }: { readonly names: readonly string[]; readonly slots: number },
): Promise<MinimalConcurrencyLimitResponse[]> {
  return engine.write(async (unit) => {
    const limits = await findConcurrencyLimitsByName(unit.transaction, names);
    for (const { id } of limits) {
      await deleteLooseSlots(unit.transaction, id, slots);
      wakeWaitersFor(unit, id);
    }
    return limits.map(({ id, name, limit }) => ({ id, name, limit }));
  });
}

/** Gives back what a lease holds; a lease that is over already is no error. */
export function releaseSlotLease(engine: Engine, lease_id: LeaseId): Promise<void> {
  return engine.write(async (unit) => {
    for (const id of await listLimitsOfLease(unit.transaction, lease_id)) wakeWaitersFor(unit, id);
    await deleteHeldSlots(unit.transaction, lease_id);
  });
}

/** @throws ApiError `lease_lost` when it has run out or was given back */
export function renewSlotLease(engine: Engine, lease_id: LeaseId, duration_seconds: number): Promise<void> {
  return engine.write(async ({ transaction, now }) => {
    const times = { now, expires_at: addSeconds(now, duration_seconds) };
    if (await renewHeldSlots(transaction, lease_id, times)) return;
    throw new ApiError('lease_lost', `The lease ${lease_id} on slots is over: it ran out or was given back.`);
  });
}
