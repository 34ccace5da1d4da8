// conformance: how a recording is described before it is made.
import type { Request, StateSpec } from './recorded-case.ts';

/** A state to set on the way to a start; times are seconds from now. */
export interface Step {
  readonly state: StateSpec;
  readonly force?: true;
}

/** How to make a run that a transition starts from. */
export interface StartPlan {
  /** The state that the run is created with. */
  readonly create: StateSpec;
  /** The states that it is led through after that. */
  readonly lead?: readonly Step[];
  readonly retries?: number;
  readonly retry_delay?: number | readonly number[];
  /** The infrastructure has reported a process. */
  readonly infrastructure_pid?: true;
  /** A flow run of a deployment, with a limit or without one. */
  readonly deployment?: 'unlimited' | 'ENQUEUE' | 'CANCEL_NEW';
  /** A subflow: a task run stands for it in its parent. */
  readonly subflow?: true;
  /** The flow run around a task run: its states after `Running`; absent when there is none. */
  readonly flow?: readonly StateSpec[];
}

/** All transitions of one kind of run. */
export interface Scenario {
  readonly kind: 'flow_run' | 'task_run';
  readonly starts: Readonly<Record<string, StartPlan>>;
  readonly proposals: Readonly<Record<string, StateSpec>>;
  readonly requests: readonly Request[];
}

/** Every start with every proposal. */
export function pairs(
  starts: readonly string[],
  proposals: readonly string[],
  extra: Partial<Omit<Request, 'start' | 'propose'>> = {},
): Request[] {
  return starts.flatMap((start) => proposals.map((propose) => ({ start, propose, ...extra })));
}
