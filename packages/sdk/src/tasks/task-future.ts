// sdk: a task that was submitted: its result will be there later.
import type { RunState } from '../states/run-state.ts';

/**
 * The promise of a task's result. Passed to another task as it is, it is waited for and shows as a dependency. It is
 * not awaited itself: ask for `result()` or `state()`.
 */
export class TaskFuture<Result = unknown> {
  readonly taskRunId: string;
  readonly taskName: string;
  readonly #state: Promise<RunState<Result>>;
  #observed = false;

  constructor(taskRunId: string, taskName: string, state: Promise<RunState<Result>>) {
    this.taskRunId = taskRunId;
    this.taskName = taskName;
    this.#state = state;
  }

  /** What the task returned; throws what it threw. */
  async result(): Promise<Result> {
    return (await this.state()).result();
  }

  /** The state in which the task ended. Never throws for a task that failed. */
  state(): Promise<RunState<Result>> {
    this.#observed = true;
    return this.#state;
  }

  /** The end without asking how it was, and whether anyone ever asked. */
  async settled(): Promise<{ readonly state: RunState<Result>; readonly observed: boolean }> {
    const state = await this.#state;
    return { state, observed: this.#observed };
  }
}

/** The futures of a `map`, in the order of its inputs. */
export class TaskFutures<Result = unknown> extends Array<TaskFuture<Result>> {
  // What is derived from the list, for instance by `map`, is a plain array.
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  /** What the tasks returned, in order; throws what the first failed one threw, once all have ended. */
  async results(): Promise<Result[]> {
    const states = await this.states();
    return states.map((state) => state.result());
  }

  /** The states in which the tasks ended, in order. */
  states(): Promise<RunState<Result>[]> {
    return Promise.all(Array.from(this, (future) => future.state()));
  }
}
