// core: what an event or the time makes of the count that a trigger keeps.
import type { Event, EventTrigger, Timestamp } from '@signalbox/contract';
import { addSeconds } from '../time/timestamp.ts';
import { bucketKey, concerns, isExpected, isNamed } from './matches.ts';

/** What has been counted for one value of `for_each`. */
export interface Bucket {
  readonly key: readonly string[];
  readonly count: number;
  readonly starts: Timestamp;
  /** Null: it stays until it fires. */
  readonly ends: Timestamp | null;
  /** It has fired, and is silent until it ends. */
  readonly fired: boolean;
  /** The last event that counted; null when none did. */
  readonly event: Event | null;
}

export interface Step {
  /** What is kept; null forgets the bucket. */
  readonly bucket: Bucket | null;
  readonly fires: boolean;
}

const windowOf = ({ within }: EventTrigger, starts: Timestamp): Timestamp | null =>
  within === 0 ? null : addSeconds(starts, within);

/** Whether its window is over. */
export const hasEnded = ({ ends }: Bucket, time: Timestamp): boolean => ends !== null && ends <= time;

/** The bucket that an event falls into; null when the trigger does not look at it. */
export const keyFor = (trigger: EventTrigger, event: Event): string[] | null =>
  concerns(trigger, event) && (isExpected(trigger, event.event) || isNamed(trigger.after, event.event))
    ? bucketKey(trigger, event)
    : null;

/**
 * An event of the bucket's key. A reactive trigger fires when enough has come, once in its window; a proactive one only
 * counts, as it fires by what does not come.
 */
export function onEvent(trigger: EventTrigger, known: Bucket | null, event: Event): Step {
  const time = event.occurred;
  const open = known !== null && !hasEnded(known, time) ? known : null;
  const begun = {
    key: bucketKey(trigger, event),
    count: 0,
    starts: time,
    ends: windowOf(trigger, time),
    fired: false,
    event,
  };
  if (trigger.after.length > 0 && open === null)
    return { bucket: isNamed(trigger.after, event.event) ? begun : null, fires: false };
  if (!isExpected(trigger, event.event)) return { bucket: open, fires: false };
  const bucket = open ?? begun;
  const counted = { ...bucket, count: bucket.count + 1, event };
  if (trigger.posture === 'Proactive' || bucket.fired || counted.count < trigger.threshold)
    return { bucket: counted, fires: false };
  // Without a window there is nothing to be silent for: the count begins anew.
  return { bucket: counted.ends === null ? null : { ...counted, fired: true }, fires: true };
}

/** The end of a bucket's window has come: a proactive trigger fires if too little has. */
export function onEnd(trigger: EventTrigger, bucket: Bucket, now: Timestamp): Step {
  if (!hasEnded(bucket, now)) return { bucket, fires: false };
  if (trigger.posture === 'Reactive') return { bucket: null, fires: false };
  // Windows that ended while nobody looked are not made up for: what happened in them is not known.
  const ends = bucket.ends ?? now;
  const starts = addSeconds(ends, trigger.within) <= now ? now : ends;
  return { bucket: nextWindow(trigger, starts), fires: bucket.count < trigger.threshold };
}

/** A proactive trigger that waits for nothing before it watches all the time, as one. */
export function nextWindow(trigger: EventTrigger, starts: Timestamp): Bucket | null {
  if (trigger.posture === 'Reactive' || trigger.after.length > 0 || trigger.for_each.length > 0) return null;
  return { key: [], count: 0, starts, ends: windowOf(trigger, starts), fired: false, event: null };
}
