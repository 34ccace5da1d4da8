// core: the vocabulary of the transition rules: what a rule sees, and what it may answer.
import type {
  ConcurrencyOptions,
  DeploymentId,
  FlowRun,
  FlowRunId,
  LeaseId,
  State,
  StateId,
  StateType,
  TaskRun,
  TaskRunId,
  Timestamp,
} from '@signalbox/contract';
import type { Client } from './client.ts';

/** The columns that the rules read of every run. */
export type RunColumns = Pick<
  FlowRun,
  'run_count' | 'start_time' | 'end_time' | 'total_run_time' | 'expected_start_time' | 'next_scheduled_start_time'
>;

/** The columns of a flow run that the rules read. */
export type FlowRunColumns = RunColumns &
  Pick<FlowRun, 'id' | 'deployment_id' | 'empirical_policy' | 'parent_task_run_id' | 'infrastructure_pid'>;

/** The columns of a task run that the rules read. */
export type TaskRunColumns = RunColumns &
  Pick<TaskRun, 'id' | 'flow_run_id' | 'empirical_policy' | 'tags' | 'flow_run_run_count'>;

/** The columns that a written state sets on every run. */
export interface StateColumns {
  readonly state_id?: StateId;
  readonly state_type?: StateType;
  readonly state_name?: string;
  readonly state_timestamp?: Timestamp;
}

/** What every decision may know beyond the run and its states. */
export interface Facts {
  readonly now: Timestamp;
  /** A number from 0 (inclusive) to 1 (exclusive). */
  random(): number;
  newId(): StateId;
  /** Who asks: older clients keep older rules. */
  readonly client: Client;
  readonly settings: TransitionSettings;
  /** What came of the needs that an earlier call of `decide` returned. */
  readonly answers: Answers;
}

/** The settings that the rules read. */
export interface TransitionSettings {
  /** Seconds a run waits before it asks again for a slot of its deployment. */
  readonly deployment_concurrency_slot_wait_seconds: number;
  /** Seconds a slot of a deployment is kept for a run that has not started, unless the deployment says otherwise. */
  readonly deployment_concurrency_grace_period_seconds: number;
  /** Seconds a task run waits before it asks again for the slots of its tags. */
  readonly tag_concurrency_slot_wait_seconds: number;
}

export const DEFAULT_TRANSITION_SETTINGS: TransitionSettings = {
  deployment_concurrency_slot_wait_seconds: 30,
  deployment_concurrency_grace_period_seconds: 300,
  tag_concurrency_slot_wait_seconds: 10,
};

/** The part of a deployment that bounds how many of its runs go at a time. */
export interface DeploymentLimit {
  readonly id: DeploymentId;
  /** null: no limit. */
  readonly concurrency_limit: number | null;
  readonly concurrency_options: ConcurrencyOptions | null;
}

export interface FlowRunFacts extends Facts {
  /** The run's deployment; null when it has none, or when that was deleted. */
  readonly deployment: DeploymentLimit | null;
}

/** The flow run around a task run. */
export type EnclosingFlowRun = Pick<FlowRun, 'id' | 'run_count' | 'state'>;

export interface TaskRunFacts extends Facts {
  /** null for a task that runs outside of any flow. */
  readonly flow_run: EnclosingFlowRun | null;
}

/** What a rule wants the shell to do or to find out, in the same transaction, before it can decide. */
export type Need =
  /** Take one slot of the deployment and a lease on it that lives `grace_period_seconds`. */
  | {
      readonly kind: 'claim_deployment_slot';
      readonly deployment_id: DeploymentId;
      readonly flow_run_id: FlowRunId;
      readonly limit: number;
      readonly grace_period_seconds: number;
    }
  /** Renew this lease; when it is gone, take a slot anew as in `claim_deployment_slot`. */
  | {
      readonly kind: 'keep_deployment_slot';
      readonly lease_id: LeaseId;
      readonly deployment_id: DeploymentId;
      readonly flow_run_id: FlowRunId;
      readonly limit: number;
      readonly grace_period_seconds: number;
    }
  /** Count the free slots of the deployment, and take none. */
  | { readonly kind: 'count_deployment_slots'; readonly deployment_id: DeploymentId; readonly limit: number }
  /** Take one slot of each of the tags that have a limit, or none at all. */
  | { readonly kind: 'claim_tag_slots'; readonly task_run_id: TaskRunId; readonly tags: readonly string[] }
  /** Find the newest unexpired state that was inserted under this key. */
  | { readonly kind: 'find_cached_state'; readonly cache_key: string };

/** What came of the slot of a deployment: the lease that holds it, or that none was free. */
export type DeploymentSlot = { readonly claimed: true; readonly lease_id: LeaseId } | { readonly claimed: false };

/** What came of the slots of tags. */
export type TagSlots =
  | { readonly claimed: true }
  /** A tag whose limit is zero: waiting would last for ever. */
  | { readonly claimed: false; readonly blocked_tag: string }
  | { readonly claimed: false; readonly full_tag: string };

/** One answer for each kind of need; absent until the shell has tried. */
export interface Answers {
  readonly claim_deployment_slot?: DeploymentSlot;
  readonly keep_deployment_slot?: DeploymentSlot;
  readonly count_deployment_slots?: { readonly free: number };
  readonly claim_tag_slots?: TagSlots;
  /** null: nothing is cached under the key. */
  readonly find_cached_state?: { readonly state: State | null };
}

/** What the shell carries out in the same transaction when the decision is written. */
export type Effect =
  /** Give back the slot that the run holds; `lease_id` is null for a client that holds slots without leases. */
  | {
      readonly kind: 'release_deployment_slot';
      readonly deployment_id: DeploymentId;
      readonly flow_run_id: FlowRunId;
      readonly lease_id: LeaseId | null;
    }
  /** Write the state, as a state of its own, to the task run that stands for this subflow in its parent. */
  | {
      readonly kind: 'mirror_to_parent_task_run';
      readonly parent_task_run_id: TaskRunId;
      readonly state: State;
    }
  | { readonly kind: 'release_tag_slots'; readonly task_run_id: TaskRunId; readonly tags: readonly string[] }
  | {
      readonly kind: 'insert_cached_state';
      readonly cache_key: string;
      readonly cache_expiration: Timestamp | null;
      readonly state_id: StateId;
    }
  /** The client does not keep its lease alive: the slot is the run's until it is released, with no expiry. */
  | { readonly kind: 'hold_deployment_slot'; readonly flow_run_id: FlowRunId; readonly lease_id: LeaseId }
  /** Hand the task run to those who serve background tasks. */
  | { readonly kind: 'enqueue_task_run'; readonly task_run_id: TaskRunId };

/** A kind of run together with the facts that its rules read. */
export interface Subject {
  readonly run: RunColumns;
  readonly facts: Facts;
}

export interface FlowRunSubject extends Subject {
  readonly run: FlowRunColumns;
  readonly facts: FlowRunFacts;
}

export interface TaskRunSubject extends Subject {
  readonly run: TaskRunColumns;
  readonly facts: TaskRunFacts;
}

/** The columns that a decision changes; a column that is absent stays as it is. */
export type RunPatch<S extends Subject> = Partial<S['run']> & StateColumns;

/** A run that is asked to go from its state (null: it has none) to another. */
export interface Transition<S extends Subject> {
  readonly run: S['run'];
  readonly initial: State | null;
  readonly proposed: State;
}

/** A transition as the rules before have left it. After the rules `proposed` is what was asked for. */
export interface Moment<S extends Subject> extends Transition<S> {
  readonly facts: S['facts'];
}

/** What a rule may add, whatever it decides. */
export interface Changes<S extends Subject> {
  readonly run_patch?: RunPatch<S>;
  readonly effects?: readonly Effect[];
}

/** What a rule may answer; null leaves the transition as it is. */
export type Ruling<S extends Subject> =
  /** Go on, with this state instead when it is given. */
  | ({ readonly kind: 'amend'; readonly state?: State } & Changes<S>)
  /** Write this state instead; null keeps the current one. */
  | ({ readonly kind: 'reject'; readonly state: State | null; readonly reason: string } & Changes<S>)
  | ({ readonly kind: 'wait'; readonly delay_seconds: number; readonly reason: string } & Changes<S>)
  | ({ readonly kind: 'abort'; readonly reason: string } & Changes<S>)
  | null;

/** A set of types of states; `none` is a run without a state. */
export type StateSet = 'any' | readonly (StateType | 'none')[];

/**
 * One rule of a policy: total, synchronous functions.
 *
 * It is entered when the types of the request are in `from` and `to`, unless a rule before it changed one of them.
 */
export interface Rule<S extends Subject> {
  /** As it is shown by `flow-run explain`. */
  readonly name: string;
  readonly from: StateSet;
  readonly to: StateSet;
  /** Entered whatever rules before made of the transition, as long as a state is to be written. */
  readonly always?: true;
  /** What must be known before `before` can answer; null when nothing. */
  readonly needs?: (moment: Moment<S>) => Need | null;
  readonly before?: (moment: Moment<S>) => Ruling<S>;
  /**
   * Runs, last rule first, once `written` is settled (null: nothing is written), unless a later rule changed the
   * transition. What it patches stays even when nothing is written; what `before` patches does not.
   */
  readonly after?: (moment: Moment<S>, written: State | null) => Changes<S> | null;
  /** Runs instead of `after` when a later rule changed the transition. */
  readonly undo?: (moment: Moment<S>) => Changes<S> | null;
}

/** What a written state does to its run, whatever the rules. */
export interface Settlement<S extends Subject> {
  /** The state as it is written. */
  readonly state: State;
  readonly run_patch: RunPatch<S>;
  readonly effects: readonly Effect[];
}

/** The rules for one kind of request, in the order in which they are asked, and the bookkeeping for it. */
export interface Policy<S extends Subject> {
  readonly rules: readonly Rule<S>[];
  /** `proposed` is the state to write. */
  readonly settle: (transition: Transition<S>) => Settlement<S>;
}
