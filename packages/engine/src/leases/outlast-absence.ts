// engine: leases outlast the time in which no server was there to renew them, and a clock that is set.
import { DEFAULT_LEASE_SECONDS, type Timestamp } from '@signalbox/contract';
import { addSeconds, latest } from '@signalbox/core';
import { extendFlowRunLeases, extendHeldSlots, moveFlowRunLeases, moveHeldSlots, type Store } from '@signalbox/store';

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

/** Without it, a run whose process has died would be Running until the clock is again where it was. */
async function followClockBack(store: Store, clock: () => Timestamp, seconds: number): Promise<void> {
  const least = addSeconds(clock(), DEFAULT_LEASE_SECONDS);
  const moved = (expiry: Timestamp): Timestamp => latest(addSeconds(expiry, seconds), least);
  await store.write(async (transaction) => {
    await moveFlowRunLeases(transaction, moved);
    await moveHeldSlots(transaction, moved);
  });
}

/**
 * @param seconds that the clock went on without this server, below 0 when it was set back. Of servers that share a
 * database one's clock says nothing of the others': what they see of the leases stays as it is.
 */
export async function outlastGap(store: Store, clock: () => Timestamp, seconds: number): Promise<void> {
  if (seconds > 0) await outlastAbsence(store, clock);
  else if (store.broadcast === null) await followClockBack(store, clock, seconds);
}
