// engine: which times a schedule has runs for ahead, and when it needs more.
import type { DeploymentSchedule, Timestamp } from '@signalbox/contract';
import { addSeconds, nextOccurrences } from '@signalbox/core';
import type { EngineSettings } from '../settings/engine-settings.ts';

/** How far ahead to look. */
export interface Horizon {
  readonly from: Timestamp;
  /** No run is made for a later time. */
  readonly until: Timestamp;
  /** Runs are made up to the first one at this time or later, */
  readonly min_until: Timestamp;
  /** and at least so many, */
  readonly min_runs: number;
  /** but never more than so many. */
  readonly max_runs: number;
}

export const horizonAt = (now: Timestamp, settings: EngineSettings): Horizon => ({
  from: now,
  until: addSeconds(now, settings.scheduler_max_ahead_seconds),
  min_until: addSeconds(now, settings.scheduler_min_ahead_seconds),
  min_runs: settings.scheduler_min_runs,
  max_runs: settings.scheduler_max_runs,
});

type Ahead = Pick<DeploymentSchedule, 'schedule' | 'max_scheduled_runs'>;

const limitOf = ({ max_scheduled_runs }: Ahead, { max_runs }: Horizon): number =>
  Math.min(max_runs, max_scheduled_runs ?? max_runs);

/** The times that a schedule has to have runs for: few far ones, or many near ones. */
export function timesAhead(ahead: Ahead, horizon: Horizon): Timestamp[] {
  const window = { after: horizon.from, before: horizon.until, limit: limitOf(ahead, horizon) };
  const times = nextOccurrences(ahead.schedule, window);
  const enough = times.findIndex((time, index) => index + 1 >= horizon.min_runs && time >= horizon.min_until);
  return enough === -1 ? times : times.slice(0, enough + 1);
}

/** Seconds after which a schedule without times is looked at again: its next one comes into view some day. */
const LOOK_AGAIN_SECONDS = 86_400;

const earliest = (...times: readonly [Timestamp, Timestamp]): Timestamp => [...times].sort()[0] ?? times[0];

/** When a schedule that has runs for all its times ahead needs the next one. */
export function nextTurn(ahead: Ahead, horizon: Horizon, times: readonly Timestamp[], min_ahead_seconds: number) {
  const [first] = times;
  const last = times.at(-1);
  const again = addSeconds(horizon.from, LOOK_AGAIN_SECONDS);
  if (!first || !last) return again;
  // As many as there may be: a half of them gone is soon enough, and a schedule of each second has not a turn each second.
  if (times.length >= limitOf(ahead, horizon)) return times[Math.floor((times.length - 1) / 2)] ?? first;
  if (times.length < horizon.min_runs) return earliest(first, again);
  const tooFew = times[times.length - horizon.min_runs] ?? first;
  const tooNear = addSeconds(last, -min_ahead_seconds);
  return earliest(tooFew, tooNear);
}
