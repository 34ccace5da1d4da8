// sdk: what a flow is: its function and how it is to be run.
import type { RunName } from '../names/run-name.ts';
import type { StandardSchema } from '../parameters/standard-schema.ts';
import type { Hooks } from '../runs/hooks.ts';
import type { FlowRunContext } from '../runs/run-context.ts';

export interface FlowOptions extends Hooks<FlowRunContext> {
  readonly name: string;
  readonly description?: string;
  /** Shown with each run, for instance a commit. */
  readonly version?: string;
  /** Checks the parameters and fills in their defaults; with Zod it also makes the form to start a run. */
  readonly parameters?: StandardSchema;
  /** The name of each run: a template such as `'{city}-{date}'`, or a function of the parameters. Else the server names it. */
  readonly flowRunName?: RunName;
  readonly tags?: readonly string[];
  /** Further tries after the first; 0 by default. */
  readonly retries?: number;
  /** Seconds before each further try, in whole seconds; 0 by default. */
  readonly retryDelaySeconds?: number;
  /** Seconds for one try; without end by default. */
  readonly timeoutSeconds?: number;
  /** Whether console.log and its like write to the run's log; false by default. */
  readonly logPrints?: boolean;
  /** Keep the result as a JSON file beyond the run; false by default. */
  readonly persistResult?: boolean;
}

export interface FlowDefinition {
  readonly options: FlowOptions;
  readonly fn: (parameters: unknown, context: FlowRunContext) => unknown;
}
