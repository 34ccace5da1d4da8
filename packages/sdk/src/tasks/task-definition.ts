// sdk: what a task is: its function and how it is to be run.
import type { RunName } from '../names/run-name.ts';
import type { StandardSchema } from '../parameters/standard-schema.ts';
import type { Hooks } from '../runs/hooks.ts';
import type { TaskRunContext } from '../runs/run-context.ts';
import type { RetryDelay } from './retry-delays.ts';
import type { TaskFuture } from './task-future.ts';

export interface TaskOptions extends Hooks<TaskRunContext> {
  readonly name: string;
  /** Checks the task's first argument, which must be an object, and fills in its defaults. */
  readonly parameters?: StandardSchema;
  /** The name of each run: a template such as `'load-{city}'`, or a function of the arguments by name. */
  readonly taskRunName?: RunName;
  readonly tags?: readonly string[];
  /** Further tries after the first; 0 by default. */
  readonly retries?: number;
  /** Seconds before each further try; 0 by default. */
  readonly retryDelaySeconds?: RetryDelay;
  /** Lengthens each delay by chance, up to this many times of it: 0.5 is up to half more. */
  readonly retryJitterFactor?: number;
  /** Whether to try again after this error, the `failures`-th of the run; always by default. */
  readonly retryCondition?: (error: unknown, attempt: { readonly failures: number }) => boolean | Promise<boolean>;
  /** Seconds for one try; without end by default. */
  readonly timeoutSeconds?: number;
  /** Keep the result as a JSON file beyond the run; false by default. */
  readonly persistResult?: boolean;
  /** Futures that must complete before the task starts, besides those among its arguments. */
  readonly waitFor?: readonly TaskFuture[];
}

export interface TaskDefinition {
  readonly options: TaskOptions;
  readonly fn: (...args: readonly unknown[]) => unknown;
  readonly parameterName: (index: number) => string;
}
