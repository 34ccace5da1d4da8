// engine: leases outlast the time in which no server was there to renew them.
import { DEFAULT_LEASE_SECONDS } from '@signalbox/contract';
import { addSeconds } from '@signalbox/core';
import { extendFlowRunLeases, extendHeldSlots } from '@signalbox/store';
import type { Engine } from '../engine.ts';

/**
 * Gives every holder the time to come back to a server that has just started: while it was away none could renew, so
 * an expiry says nothing of them. One that is lost indeed is noticed that much later.
 */
export async function outlastAbsence(engine: Engine): Promise<void> {
  await engine.write(async (unit) => {
    const until = addSeconds(unit.now, DEFAULT_LEASE_SECONDS);
    await extendFlowRunLeases(unit.transaction, until);
    await extendHeldSlots(unit.transaction, until);
  });
}
