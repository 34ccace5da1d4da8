// engine: slots that decay come free one by one, like drops from a leaking bucket.
import type { Timestamp } from '@signalbox/contract';
import { addSeconds } from '@signalbox/core';

/**
 * When each of some new slots comes free: one after the other, behind those that are taken already.
 * @param taken how many slots are taken
 * @param first_free when the first of those comes free; null when none is taken
 */
export function decayTimes(
  now: Timestamp,
  taken: number,
  first_free: Timestamp | null,
  slots: number,
  slot_decay_per_second: number,
): Timestamp[] {
  const seconds_per_slot = 1 / slot_decay_per_second;
  const start = first_free ?? addSeconds(now, seconds_per_slot);
  return Array.from({ length: slots }, (_, index) => addSeconds(start, (taken + index) * seconds_per_slot));
}
