// sdk: flow(): a function that runs as a workflow.
import type { ServeSettings } from '../deployments/serve.ts';
import type { ServeOptions } from '../deployments/served-deployment.ts';
import { ParameterError } from '../errors.ts';
import { parameterSchemaFrom } from '../parameters/parameter-schema.ts';
import type { InputOf, OutputOf, StandardSchema } from '../parameters/standard-schema.ts';
import { validateParameters } from '../parameters/validate-parameters.ts';
import { endWithProcess } from '../runs/process-end.ts';
import { type ActiveRun, activeRun, type FlowRunContext } from '../runs/run-context.ts';
import { type Session, withSession } from '../session/session.ts';
import type { RunState } from '../states/run-state.ts';
import { type Resolvable, resolveFutures } from '../tasks/resolve-futures.ts';
import { type AnyFlow, FLOW } from './any-flow.ts';
import { conductRun } from './conduct-run.ts';
import { createFlowRun } from './create-flow-run.ts';
import type { FlowDefinition, FlowOptions } from './flow-definition.ts';

type FlowArguments<Input> =
  Record<never, never> extends Input ? [parameters?: Resolvable<Input>] : [parameters: Resolvable<Input>];

export interface Flow<Input = never, Result = unknown> extends AnyFlow {
  /** Runs the flow and answers what it returns; throws what it throws. Within a flow it is a child run. */
  (...args: FlowArguments<Input>): Promise<Result>;
  /** Runs the flow and answers the state it ended in, instead of throwing. */
  returnState(...args: FlowArguments<Input>): Promise<RunState<Result>>;
  /** The same flow with other options. */
  withOptions(options: Partial<FlowOptions>): Flow<Input, Result>;
  /** Registers a deployment of the flow and runs what is due in this script, until the process is told to end. */
  serve(options: ServeOptions & ServeSettings): Promise<void>;
}

/**
 * Makes a flow of a function. Call it, and it runs and reports to the server that is configured.
 *
 * @example
 * const weather = flow(
 *   { name: 'weather', parameters: z.object({ city: z.string().default('Seattle') }) },
 *   async ({ city }, { logger }) => logger.info('the weather of %s', city),
 * );
 * await weather({ city: 'New York' });
 */
export function flow<Schema extends StandardSchema, Result>(
  options: FlowOptions & { readonly parameters: Schema },
  fn: (parameters: OutputOf<Schema>, context: FlowRunContext) => Result | Promise<Result>,
): Flow<InputOf<Schema>, Result>;
export function flow<Parameters = Record<string, unknown>, Result = unknown>(
  options: FlowOptions,
  fn: (parameters: Parameters, context: FlowRunContext) => Result | Promise<Result>,
): Flow<Parameters, Result>;
export function flow<Parameters, Result>(
  options: FlowOptions,
  fn: (parameters: Parameters, context: FlowRunContext) => Result | Promise<Result>,
): Flow<Parameters, Result> {
  const definition: FlowDefinition = {
    options,
    // The edge of the types: whoever calls the flow is held to the types of its function, and a schema checks the rest.
    fn: (parameters, context) => fn(parameters as Parameters, context),
  };
  const returnState = (parameters?: unknown) => runFlow(definition, parameters ?? {}) as Promise<RunState<Result>>;
  const call = async (parameters?: unknown): Promise<Result> => (await returnState(parameters)).result();
  const made: Flow<Parameters, Result> = Object.assign(call, {
    returnState,
    withOptions: (other: Partial<FlowOptions>) => flow<Parameters, Result>({ ...options, ...other }, fn),
    parameterSchema: () => parameterSchemaFrom(options.parameters),
    options,
    [FLOW]: definition,
    serve: async (serving: ServeOptions & ServeSettings) => {
      // Loaded when it is wanted: most processes only run.
      const { serve } = await import('../deployments/serve.ts');
      await serve([{ ...serving, flow: made }], serving);
    },
  });
  Object.defineProperty(made, 'name', { value: options.name });
  return made;
}

function runFlow(definition: FlowDefinition, given: unknown): Promise<RunState> {
  const parent = activeRun();
  if (parent !== undefined) return runIn(parent.flow.session, definition, given, parent);
  const { promise, resolve, reject } = Promise.withResolvers<RunState>();
  const whole: Promise<RunState> = withSession((session) => runIn(session, definition, given, undefined, promise));
  whole.then(resolve, reject);
  return whole;
}

async function runIn(
  session: Session,
  definition: FlowDefinition,
  given: unknown,
  parent: ActiveRun | undefined,
  /** Settles when a run at the root is reported in full. */
  reported?: Promise<RunState>,
): Promise<RunState> {
  const resolved = await resolveFutures(given);
  const checked = await check(definition, resolved);
  const info = await createFlowRun(session, definition, checked.parameters, given, parent);
  const controller = new AbortController();
  if (reported !== undefined) {
    endWithProcess(
      { id: info.id, name: info.name, client: session.client, abort: (reason) => controller.abort(reason) },
      reported,
    );
  }
  return conductRun({
    session,
    definition,
    info,
    runCount: 0,
    lease: null,
    controller,
    outer: parent?.flow.context.signal,
    parameters: async () => {
      if (checked.error !== null) throw checked.error;
      return checked.parameters;
    },
  });
}

/** Parameters that are not valid make a run too, which fails and says why. */
async function check(
  definition: FlowDefinition,
  parameters: unknown,
): Promise<{ readonly parameters: unknown; readonly error: ParameterError | null }> {
  const { name, parameters: schema } = definition.options;
  try {
    return { parameters: await validateParameters(`flow '${name}'`, schema, parameters), error: null };
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error;
    return { parameters, error };
  }
}
