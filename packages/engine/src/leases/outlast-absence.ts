// engine: leases outlast the time in which no server was there to renew them.
import { DEFAULT_LEASE_SECONDS, type Timestamp } from '@signalbox/contract';
import { addSeconds } from '@signalbox/core';
import { extendFlowRunLeases, extendHeldSlots, type Store } from '@signalbox/store';

/**
 * Gives every holder the time to come back to a server that has just started, or that was halted for a while: none
 * could renew, so an expiry says nothing of them. One that is lost indeed is noticed that much later.
 */
export async function outlastAbsence(store: Store, clock: () => Timestamp): Promise<void> {
  await store.write(async (transaction) => {
    const until = addSeconds(clock(), DEFAULT_LEASE_SECONDS);
    await extendFlowRunLeases(transaction, until);
    await extendHeldSlots(transaction, until);
  });
}
