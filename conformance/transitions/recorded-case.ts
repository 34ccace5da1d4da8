// conformance: what is kept of a transition on a real server, with ids and times made the same in every recording.
import type { FlowRunPolicy, State, StateType, TaskRunPolicy, Timestamp } from '@signalbox/contract';

/** A state without ids: times are seconds from the time of the state, to the next 10. */
export interface StateSpec {
  readonly type: StateType;
  readonly name?: string | null;
  readonly message?: string;
  readonly data?: unknown;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The columns of a run, written so that they are the same in every recording. */
export type RunSpec = Readonly<Record<string, unknown>>;

/** A run and its state before a transition. */
export interface Start {
  readonly run: RunSpec;
  readonly state: StateSpec;
  /** The deployment of a flow run, when it has one. */
  readonly deployment?: { readonly limit: number | null; readonly strategy: 'ENQUEUE' | 'CANCEL_NEW' | null };
  /** The flow run around a task run, when it has one. */
  readonly flow?: { readonly run_count: number; readonly state: StateSpec };
}

export interface Request {
  readonly start: string;
  readonly propose: string;
  readonly force?: true;
  /** Headers of the client. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How the slots of the deployment are when the request comes. */
  readonly slots?: 'free' | 'full' | 'zero';
  /** The lease of the run's slot has been lost. */
  readonly lease_lost?: true;
  /** A state is cached under the proposed key. */
  readonly cached?: true;
}

export interface Outcome {
  readonly status: string;
  readonly reason?: string;
  readonly delay_seconds?: number;
  /** The state that was written; absent when none was. */
  readonly written?: StateSpec;
  /** The columns that changed. */
  readonly run: RunSpec;
}

export interface RecordedCase extends Request {
  readonly outcome: Outcome;
}

/** A file of recorded transitions. */
export interface Recording {
  /** The version of the server that was asked. */
  readonly server: string;
  readonly starts: Readonly<Record<string, Start>>;
  readonly proposals: Readonly<Record<string, StateSpec>>;
  /** Runs that were created with a first state, by the name of the proposal. */
  readonly creations: Readonly<Record<string, Outcome>>;
  readonly cases: readonly RecordedCase[];
}

/** The columns of flow runs and task runs that a recording keeps. */
export interface RunFacts {
  readonly run_count: number;
  readonly flow_run_run_count?: number;
  readonly start_time: Timestamp | null;
  readonly end_time: Timestamp | null;
  readonly total_run_time: number;
  readonly expected_start_time: Timestamp | null;
  readonly next_scheduled_start_time: Timestamp | null;
  readonly empirical_policy: FlowRunPolicy | TaskRunPolicy;
  readonly state: State | null;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
const TIMES = new Set(['scheduled_time', 'cache_expiration', 'pause_timeout']);
const LEFT_OUT = new Set(['flow_run_id', 'task_run_id', 'child_flow_run_id', 'traceparent']);

const seconds = (from: Timestamp, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 10_000) * 10 + 0;

/** A state as it is kept. `lease_before` is the lease that the run held before. */
export function stateSpec(state: State, lease_before: string | null): StateSpec {
  const details: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(state.state_details)) {
    if (value === null || value === false || LEFT_OUT.has(key)) continue;
    if (TIMES.has(key)) details[key] = seconds(state.timestamp, String(value));
    else if (key === 'deployment_concurrency_lease_id') details[key] = value === lease_before ? 'kept' : 'new';
    else if (key === 'cache_key' && String(value).length > 40) details[key] = `${String(value).length} characters`;
    else details[key] = value;
  }
  return {
    type: state.type,
    name: state.name,
    ...(state.message === null ? {} : { message: state.message }),
    ...(state.data === null ? {} : { data: state.data }),
    ...(Object.keys(details).length === 0 ? {} : { details }),
  };
}

/** Where a column's time comes from. */
function origin(time: Timestamp | null, before: Timestamp | null, state: State | null): string | null {
  if (time === null) return null;
  if (time === state?.state_details.scheduled_time) return 'scheduled';
  if (time === state?.timestamp) return 'state';
  return time === before ? 'same' : 'earlier';
}

const pauseKeys = (policy: FlowRunPolicy | TaskRunPolicy): string[] | undefined =>
  'pause_keys' in policy
    ? (policy.pause_keys ?? []).map((key) => (UUID.test(key) ? 'generated' : key)).sort()
    : undefined;

/** Every kept column of a run before a transition. */
export function runSpec(run: RunFacts): RunSpec {
  const policy = run.empirical_policy;
  return withoutNull({
    run_count: run.run_count,
    flow_run_run_count: run.flow_run_run_count,
    start_time: origin(run.start_time, null, run.state),
    end_time: origin(run.end_time, null, run.state),
    expected_start_time: origin(run.expected_start_time, null, run.state),
    next_scheduled_start_time: origin(run.next_scheduled_start_time, null, run.state),
    retries: policy.retries,
    retry_delay: policy.retry_delay,
    pause_keys: pauseKeys(policy),
    resuming: 'resuming' in policy ? policy.resuming : undefined,
    retry_type: 'retry_type' in policy ? policy.retry_type : undefined,
  });
}

/** The kept columns that a transition changed; a time is told by what it equals. */
export function runChanges(before: RunFacts, after: RunFacts): RunSpec {
  const changes: Record<string, unknown> = {};
  const { empirical_policy: was } = before;
  const { empirical_policy: is } = after;
  if (after.run_count !== before.run_count) changes.run_count = after.run_count;
  if (after.flow_run_run_count !== before.flow_run_run_count) changes.flow_run_run_count = after.flow_run_run_count;
  if (after.total_run_time !== before.total_run_time) {
    changes.total_run_time = after.total_run_time > before.total_run_time ? 'more' : 'less';
  }
  for (const key of ['start_time', 'end_time', 'expected_start_time', 'next_scheduled_start_time'] as const) {
    if (after[key] !== before[key]) changes[key] = origin(after[key], before[key], after.state);
  }
  if (JSON.stringify(pauseKeys(is)) !== JSON.stringify(pauseKeys(was))) changes.pause_keys = pauseKeys(is);
  if ('resuming' in is && 'resuming' in was) {
    if (is.resuming !== was.resuming) changes.resuming = is.resuming;
    if (is.retry_type !== was.retry_type) changes.retry_type = is.retry_type;
  }
  return changes;
}

/** A reason without the ids that it names. */
export function anonymous(reason: string): string {
  return reason.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'ID');
}

function withoutNull(columns: Record<string, unknown>): RunSpec {
  return Object.fromEntries(
    Object.entries(columns).filter(
      ([, value]) =>
        value !== null && value !== undefined && value !== false && !(Array.isArray(value) && !value.length),
    ),
  );
}
