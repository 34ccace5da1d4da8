// core: what a state is, asked as a property, so that no rule compares names of its own.
import type { State, StateType } from '@signalbox/contract';

/** The part of a state that its properties are read from. */
export type StateKind = Pick<State, 'type' | 'name'>;

/** The types in which a run has ended. */
export const FINAL_STATE_TYPES = ['COMPLETED', 'FAILED', 'CANCELLED', 'CRASHED'] as const satisfies StateType[];

/** The name of a scheduled state whose time passed without a start. */
export const LATE = 'Late';
/** The name of a scheduled state that waits for the next attempt of a failed run. */
export const AWAITING_RETRY = 'AwaitingRetry';
/** The name of a scheduled state that waits for a free slot of its deployment. */
export const AWAITING_CONCURRENCY_SLOT = 'AwaitingConcurrencySlot';
/** The name of a scheduled state in which a paused run goes on. */
export const RESUMING = 'Resuming';
/** The name of a paused state whose process has left. */
export const SUSPENDED = 'Suspended';
/** The name of the paused state of a task that wants to start while its flow is paused. */
export const NOT_READY = 'NotReady';
/** The name of a completed state whose result came from the cache. */
export const CACHED = 'Cached';
/** The name of a running state that repeats a failed attempt. */
export const RETRYING = 'Retrying';
/** The name of a running state that repeats an attempt that had not failed. */
export const RERUNNING = 'Rerunning';

const DEFAULT_NAMES: Record<StateType, string> = {
  SCHEDULED: 'Scheduled',
  PENDING: 'Pending',
  RUNNING: 'Running',
  COMPLETED: 'Completed',
  FAILED: 'Failed',
  CANCELLED: 'Cancelled',
  CRASHED: 'Crashed',
  PAUSED: 'Paused',
  CANCELLING: 'Cancelling',
};

/** The name of a state that was given none: `Running` for `RUNNING`. */
export function defaultStateName(type: StateType): string {
  return DEFAULT_NAMES[type];
}

/** Whether a run in this type of state has ended. */
export function isFinalType(type: StateType): boolean {
  return FINAL_STATE_TYPES.some((final) => final === type);
}

/** Whether a run in this state has ended. False for no state. */
export function isFinal(state: StateKind | null): boolean {
  return state !== null && isFinalType(state.type);
}

export const isScheduled = (state: StateKind | null): boolean => state?.type === 'SCHEDULED';
export const isPending = (state: StateKind | null): boolean => state?.type === 'PENDING';
export const isRunning = (state: StateKind | null): boolean => state?.type === 'RUNNING';
export const isCompleted = (state: StateKind | null): boolean => state?.type === 'COMPLETED';
export const isFailed = (state: StateKind | null): boolean => state?.type === 'FAILED';
export const isCancelled = (state: StateKind | null): boolean => state?.type === 'CANCELLED';
export const isCrashed = (state: StateKind | null): boolean => state?.type === 'CRASHED';
export const isPaused = (state: StateKind | null): boolean => state?.type === 'PAUSED';
export const isCancelling = (state: StateKind | null): boolean => state?.type === 'CANCELLING';

export const isLate = (state: StateKind | null): boolean => isScheduled(state) && state?.name === LATE;
export const isAwaitingRetry = (state: StateKind | null): boolean =>
  isScheduled(state) && state?.name === AWAITING_RETRY;
export const isResuming = (state: StateKind | null): boolean => isScheduled(state) && state?.name === RESUMING;

/** Whether the run is paused and its process has left, so that only its deployment can bring it back. */
export function isSuspended(state: State | null): boolean {
  return isPaused(state) && state?.state_details.pause_reschedule === true;
}

/** Whether the state carries a reference to a stored result, which nothing may overwrite by accident. */
export function hasPersistedData(state: State | null): boolean {
  const data = state?.data;
  if (typeof data !== 'object' || data === null || Array.isArray(data) || Object.keys(data).length === 0) return false;
  return !('type' in data && data.type === 'unpersisted');
}
