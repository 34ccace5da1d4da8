// engine: what leases that ran out leave behind. Their slots are free from that moment on; only the rows remain.
import { addSeconds } from '@signalbox/core';
import { deleteExpiredSlots, nextSlotExpiry } from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';
import type { Service } from '../services/service.ts';
import { wakeWaitersFor } from './give-back-slots.ts';

/** Rows may lie this long, so that a busy rate limit is swept by the minute and not by the slot. */
const SWEEP_AFTER_SECONDS = 60;

/** Removes rows that count no more. */
export async function releaseExpiredSlots(unit: Unit): Promise<void> {
  for (const id of await deleteExpiredSlots(unit.transaction, unit.now)) wakeWaitersFor(unit, id);
}

export const expiredSlots: Service = {
  name: 'expired-slots',
  nextDue: async (engine: Engine) => {
    const expiry = await nextSlotExpiry(engine.store.read);
    return expiry === null ? null : addSeconds(expiry, SWEEP_AFTER_SECONDS);
  },
  run: (engine) => engine.write(releaseExpiredSlots),
};
