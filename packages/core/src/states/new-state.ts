// core: the states that the server itself makes.
import {
  type State,
  type StateCreate,
  StateDetails,
  type StateId,
  type StateType,
  type Timestamp,
} from '@signalbox/contract';
import { AWAITING_CONCURRENCY_SLOT, AWAITING_RETRY, defaultStateName, LATE, RESUMING } from './state-properties.ts';

/** Where a new state takes its id and its time from. */
export interface StateSource {
  readonly now: Timestamp;
  newId(): StateId;
}

/** What a caller may say about a new state beyond its type. */
export interface StateOptions {
  /** Default: the name of the type, for instance `Running`. */
  readonly name?: string;
  readonly message?: string | null;
  readonly data?: unknown;
  readonly state_details?: Partial<StateDetails>;
}

const NO_DETAILS: StateDetails = StateDetails.parse({});

/** A new state of any type, with an id and the time of the source. */
export function newState(source: StateSource, type: StateType, options: StateOptions = {}): State {
  return {
    id: source.newId(),
    type,
    name: options.name ?? defaultStateName(type),
    timestamp: source.now,
    message: options.message ?? null,
    data: options.data ?? null,
    state_details: { ...NO_DETAILS, ...options.state_details },
  };
}

/** The state that a request proposes: named after its type when it has no name; scheduled for now when it has no time. */
export function proposedState(source: StateSource, create: StateCreate): State {
  const scheduled_time =
    create.type === 'SCHEDULED'
      ? (create.state_details.scheduled_time ?? source.now)
      : create.state_details.scheduled_time;
  return newState(source, create.type, {
    ...(create.name === null ? {} : { name: create.name }),
    message: create.message,
    data: create.data,
    state_details: { ...create.state_details, scheduled_time },
  });
}

/** Scheduled for a time; `name` other than `Scheduled` says why. */
export function scheduledState(source: StateSource, scheduled_time: Timestamp, options: StateOptions = {}): State {
  return newState(source, 'SCHEDULED', { ...options, state_details: { ...options.state_details, scheduled_time } });
}

/** Scheduled for a time that has passed. */
export function lateState(source: StateSource, scheduled_time: Timestamp): State {
  return scheduledState(source, scheduled_time, { name: LATE });
}

/** Scheduled for the next attempt of a failed run. */
export function awaitingRetryState(source: StateSource, scheduled_time: Timestamp, options: StateOptions = {}): State {
  return scheduledState(source, scheduled_time, { ...options, name: AWAITING_RETRY });
}

/** Scheduled for the next look at the slots of its deployment. */
export function awaitingConcurrencySlotState(
  source: StateSource,
  scheduled_time: Timestamp,
  options: StateOptions = {},
): State {
  return scheduledState(source, scheduled_time, { ...options, name: AWAITING_CONCURRENCY_SLOT });
}

/** Scheduled at once, for a suspended run that its worker is to start again. */
export function resumingState(source: StateSource, options: StateOptions = {}): State {
  return scheduledState(source, source.now, { ...options, name: RESUMING });
}

export const pendingState = (source: StateSource, options: StateOptions = {}): State =>
  newState(source, 'PENDING', options);
export const runningState = (source: StateSource, options: StateOptions = {}): State =>
  newState(source, 'RUNNING', options);
export const pausedState = (source: StateSource, options: StateOptions = {}): State =>
  newState(source, 'PAUSED', options);
export const cancellingState = (source: StateSource, options: StateOptions = {}): State =>
  newState(source, 'CANCELLING', options);

export const completedState = (source: StateSource, options: StateOptions = {}): State =>
  newState(source, 'COMPLETED', options);

/** Ended because somebody or a limit wanted it so. */
export const cancelledState = (source: StateSource, message: string, options: StateOptions = {}): State =>
  newState(source, 'CANCELLED', { ...options, message });

/** Ended by an error of the flow itself. */
export const failedState = (source: StateSource, message: string, options: StateOptions = {}): State =>
  newState(source, 'FAILED', { ...options, message });

/** Ended because its process or its infrastructure was lost. */
export const crashedState = (source: StateSource, message: string, options: StateOptions = {}): State =>
  newState(source, 'CRASHED', { ...options, message });
