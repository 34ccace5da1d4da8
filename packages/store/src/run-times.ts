// store: the times of a run that are reckoned when it is read, because they go on while it runs.
import type { StateType, Timestamp } from '@signalbox/contract';

interface RunTimes {
  readonly state_type: StateType | null;
  readonly state_timestamp: Timestamp | null;
  readonly expected_start_time: Timestamp | null;
  readonly start_time: Timestamp | null;
  readonly end_time: Timestamp | null;
  readonly total_run_time: number;
}

const FINAL: ReadonlySet<StateType> = new Set(['COMPLETED', 'FAILED', 'CRASHED', 'CANCELLED']);

const seconds = (from: Timestamp, to: Timestamp): number => (Date.parse(to) - Date.parse(from)) / 1_000;

/** Seconds in RUNNING so far, up to `now` while it runs. */
export function estimatedRunTime(run: RunTimes, now: Timestamp): number {
  if (run.state_type !== 'RUNNING' || run.state_timestamp === null) return run.total_run_time;
  return run.total_run_time + Math.max(0, seconds(run.state_timestamp, now));
}

/** Seconds by which a run started, or is still waiting, after its expected time. */
export function estimatedStartTimeDelta(run: RunTimes, now: Timestamp): number {
  if (run.expected_start_time === null) return 0;
  if (run.start_time !== null) return Math.max(0, seconds(run.expected_start_time, run.start_time));
  if (run.state_type !== null && FINAL.has(run.state_type)) return 0;
  return Math.max(0, seconds(run.expected_start_time, now));
}
