// sdk: how a run stands or ended, as the public API shows it.
import type { StateType } from '@signalbox/contract';
import { NoResultError } from '../errors.ts';

const FINAL: ReadonlySet<StateType> = new Set(['COMPLETED', 'FAILED', 'CRASHED', 'CANCELLED']);

export type Outcome<Result> =
  | { readonly kind: 'value'; readonly value: Result }
  | { readonly kind: 'error'; readonly error: unknown }
  | { readonly kind: 'none' };

/** What a state is made of. */
export interface StateParts {
  readonly type: StateType;
  readonly name: string;
  readonly message?: string | null;
  readonly timestamp: string;
}

/** The state of a flow run or task run, with its result when this process has it. */
export class RunState<Result = unknown> {
  readonly type: StateType;
  /** For instance `Completed`, `TimedOut`, `AwaitingRetry`. */
  readonly name: string;
  readonly message: string | null;
  readonly timestamp: Date;
  readonly #outcome: Outcome<Result>;

  constructor(parts: StateParts, outcome: Outcome<Result>) {
    this.type = parts.type;
    this.name = parts.name;
    this.message = parts.message ?? null;
    this.timestamp = new Date(parts.timestamp);
    this.#outcome = outcome;
  }

  /** Whether the run ended, well or not. */
  get isFinal(): boolean {
    return FINAL.has(this.type);
  }

  get isCompleted(): boolean {
    return this.type === 'COMPLETED';
  }

  /** The error that the run ended with; undefined when it did not end with one. */
  get error(): unknown {
    return this.#outcome.kind === 'error' ? this.#outcome.error : undefined;
  }

  /** What the run returned; throws what it threw. */
  result(): Result {
    if (this.#outcome.kind === 'value') return this.#outcome.value;
    if (this.#outcome.kind === 'error') throw this.#outcome.error;
    throw new NoResultError(
      `The run is ${this.name} and this process has no result of it${this.message === null ? '.' : `: ${this.message}`}`,
    );
  }
}
