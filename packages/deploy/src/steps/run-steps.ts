// deploy: carries out steps in order, each with what the earlier ones gave.
import type { FoundReferences, JsonObject } from '@signalbox/core';
import { meantName } from '../names/nearest-name.ts';
import { filledInputs } from './filled-inputs.ts';
import { masked, secretsOf } from './masked-secrets.ts';
import type { Step } from './step.ts';
import { isForeignStep, isModuleStep, type StepPhase, stepNamed, stepNames } from './step-catalogue.ts';
import { StepError } from './step-error.ts';
import { runOwnStep, type StepOutputs } from './step-runs.ts';
import type { StepSurroundings } from './step-surroundings.ts';

export interface StepOptions {
  readonly phase: StepPhase;
  /** Where the steps start and code is brought to. */
  readonly cwd: string;
  /** For the programs that are started and for `{{ $NAME }}`; by default that of this process. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** The blocks and variables that the steps refer to: `readReferences(client, findReferences(steps))`. */
  readonly blocks?: FoundReferences | undefined;
  /** What earlier steps gave, for instance those of `build` to those of `push`. */
  readonly outputs?: StepOutputs | undefined;
  /** Where repositories are kept between runs; nowhere by default. */
  readonly cache_directory?: string | null | undefined;
  /** Gets a line for what happens, without secrets; nothing by default. */
  readonly say?: ((line: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface StepsOutcome {
  /** By `id` the outputs of that step, and by their own names the latest of all: `{{ build.image }}`, `{{ image }}`. */
  readonly outputs: StepOutputs;
  /** Where the steps lead: the directory that the entrypoint is relative to. */
  readonly directory: string;
}

const isRecord = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

async function carryOut(
  name: string,
  inputs: unknown,
  surroundings: StepSurroundings,
  phase: StepPhase,
): Promise<StepOutputs> {
  const own = stepNamed(name);
  if (own !== null) {
    if (own.step.phases.includes(phase)) return runOwnStep(own.name, inputs, surroundings);
    throw new StepError(name, `this is no ${phase} step`, `Put it below ${own.step.phases.join(' or ')}`);
  }
  const record = isRecord(inputs) ? inputs : {};
  if (!isForeignStep(name))
    throw new StepError(name, 'this step is not known', meantName(name, stepNames(phase)).replace(/[.?]$/, ''));
  if (isModuleStep(name)) return (await import('./module-step.ts')).runModuleStep(name, record, surroundings);
  return (await import('./python-step.ts')).runPythonStep(name, record, surroundings);
}

/** The error without secrets. Its cause stays away: nobody knows what that holds. */
function withoutSecrets(error: unknown, step: string, secrets: readonly string[]): unknown {
  if (!(error instanceof Error)) return error;
  const shown = masked(error.message, secrets);
  if (shown === error.message) return error;
  return error instanceof StepError ? StepError.withMessage(step, shown) : new Error(shown);
}

/**
 * Carries out the steps in order. `set_working_directory` changes where later steps work; nothing of this process
 * changes: the caller goes to the directory that is answered.
 *
 * @throws StepError that names the step and the mend, without secrets.
 * @example
 * const built = await runSteps(build, { phase: 'build', cwd, blocks });
 * await runSteps(push, { phase: 'push', cwd, blocks, outputs: built.outputs });
 */
export async function runSteps(steps: readonly Step[] | null, options: StepOptions): Promise<StepsOutcome> {
  const { env = process.env, say = () => {}, signal, phase, cache_directory = null, blocks = {} } = options;
  let outputs: StepOutputs = { ...options.outputs };
  let working = options.cwd;
  let directory = options.cwd;
  for (const step of steps ?? []) {
    signal?.throwIfAborted();
    const [name = '', ...more] = Object.keys(step);
    if (name === '' || more.length > 0) throw new StepError(name, 'a step has one name', 'Split it into several');
    const inputs = filledInputs(name, step[name] ?? {}, outputs, env, blocks);
    const secrets = secretsOf(inputs, blocks);
    const sayMasked = (line: string): void => say(masked(line, secrets));
    const surroundings = { directory: working, env, say: sayMasked, signal, cache_directory };
    let output: StepOutputs;
    try {
      output = await carryOut(name, inputs, surroundings, phase);
    } catch (error) {
      throw withoutSecrets(error, name, secrets);
    }
    if (typeof output.directory === 'string') directory = output.directory;
    if (stepNamed(name)?.name === 'prefect.deployments.steps.set_working_directory') working = directory;
    const id = isRecord(inputs) ? inputs.id : undefined;
    outputs = { ...outputs, ...output, ...(typeof id === 'string' && { [id]: output }) };
  }
  return { outputs, directory };
}
