// engine: how full a limit is, and how slots of it are taken.
import type { LeaseId, Timestamp } from '@signalbox/contract';
import { newId } from '@signalbox/core';
import { type HeldSlots, listSlotExpiries, NEVER_EXPIRES, type StoredLimit } from '@signalbox/store';
import type { Unit } from '../engine.ts';
import { decayTimes } from './decay.ts';

/** A limit and its slots that are taken now. */
export interface Occupancy {
  readonly limit: StoredLimit;
  readonly taken: number;
  /** When slots come free by themselves, soonest first. */
  readonly expiries: readonly { readonly expires_at: Timestamp; readonly slots: number }[];
}

export async function occupancyOf({ transaction, now }: Unit, limit: StoredLimit): Promise<Occupancy> {
  const all = await listSlotExpiries(transaction, limit.id, now);
  const expiries = all.filter(({ slots }) => slots > 0);
  return { limit, taken: expiries.reduce((sum, { slots }) => sum + slots, 0), expiries };
}

/** When that many slots are free if nobody gives any back. */
export function freeAt({ limit, taken, expiries }: Occupancy, slots: number): Timestamp | null {
  let left = taken;
  for (const { expires_at, slots: freed } of expiries) {
    left -= freed;
    if (left + slots <= limit.limit) return expires_at;
  }
  return null;
}

/** Who takes slots; null takes them without a lease. */
export interface Holding {
  readonly lease_id: LeaseId;
  readonly holder: Record<string, unknown> | null;
  readonly expires_at: Timestamp;
}

/** The rows that take slots of a limit. Those that decay have each its own time, and a lease does not keep them. */
export function slotRows(
  { now }: Unit,
  { limit, taken, expiries }: Occupancy,
  slots: number,
  holding: Holding | null,
): HeldSlots[] {
  const common = {
    lease_id: holding?.lease_id ?? null,
    created: now,
    concurrency_limit_id: limit.id,
    holder: holding?.holder ?? null,
  };
  if (limit.slot_decay_per_second === 0)
    return [{ ...common, id: newId(), slots, expires_at: holding?.expires_at ?? NEVER_EXPIRES }];
  const first_free = expiries[0]?.expires_at ?? null;
  return decayTimes(now, taken, first_free, slots, limit.slot_decay_per_second).map((expires_at) => {
    return { ...common, id: newId(), slots: 1, expires_at, decays: true };
  });
}
