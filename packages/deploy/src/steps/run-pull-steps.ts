// deploy: carries out the pull steps of a deployment before one of its runs.
import {
  applyVariables,
  type FoundReferences,
  JobTemplateError,
  type JsonObject,
  resolveReferences,
} from '@signalbox/core';
import type { z } from 'zod';
import type { PullStep } from '../manifest/manifest.ts';
import { GitCloneShape, PULL_STEPS, SetWorkingDirectoryShape } from '../manifest/manifest-schema.ts';
import { meantName } from '../manifest/nearest-name.ts';
import { GIT_CLONE, gitClone } from './git-clone.ts';
import { SET_WORKING_DIRECTORY, setWorkingDirectory } from './set-working-directory.ts';
import { StepError } from './step-error.ts';
import type { StepSurroundings } from './step-surroundings.ts';

export interface PullOptions {
  /** Where the steps start and code is brought to. */
  readonly cwd: string;
  /** For git and for `{{ $NAME }}`; by default that of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The blocks and variables that the steps refer to: `readReferences(client, findReferences(steps))`. */
  readonly blocks?: FoundReferences;
  /** Gets a line for what happens; nothing by default. */
  readonly say?: (line: string) => void;
  readonly signal?: AbortSignal;
}

export interface PulledCode {
  /** The directory that the entrypoint is relative to. */
  readonly directory: string;
}

const isRecord = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The step's inputs with the outputs of earlier steps, blocks and variables filled in. */
function filledInputs(step: string, inputs: unknown, outputs: JsonObject, { env, blocks = {} }: PullOptions): unknown {
  try {
    // Blocks last, so that nothing within a secret is taken for a placeholder.
    return resolveReferences(applyVariables(inputs, outputs, env), blocks);
  } catch (error) {
    if (error instanceof JobTemplateError)
      throw new StepError(step, `${error.place}: ${error.problem}`, error.mend, { cause: error });
    throw error;
  }
}

/** The message names fields only: a value may be a secret. */
function parsed<Shape extends z.ZodType>(step: string, shape: Shape, inputs: unknown): z.output<Shape> {
  const result = shape.safeParse(inputs);
  if (result.success) return result.data;
  const fields = result.error.issues.map((issue) =>
    issue.code === 'unrecognized_keys' ? `${issue.keys.join(', ')} is unknown` : `${issue.path.join('.')} does not fit`,
  );
  throw new StepError(step, fields.join('; '), 'Correct the pull steps of the deployment and deploy it again');
}

async function carryOut(step: string, inputs: unknown, surroundings: StepSurroundings): Promise<{ directory: string }> {
  if (step === GIT_CLONE) return gitClone(parsed(step, GitCloneShape, inputs), surroundings);
  if (step === SET_WORKING_DIRECTORY) {
    return setWorkingDirectory(parsed(step, SetWorkingDirectoryShape, inputs), surroundings);
  }
  const known = Object.keys(PULL_STEPS);
  throw new StepError(step, 'this step is not known', meantName(step, known).replace(/\?$/, ''));
}

/**
 * Carries out the steps in order. `git_clone` brings code below `cwd`; `set_working_directory` changes where later steps
 * and the flow work. Nothing of this process changes: the caller goes to the directory that is answered.
 *
 * @throws StepError that names the step and the mend.
 * @example
 * const blocks = await readReferences(client, findReferences(deployment.pull_steps));
 * const { directory } = await runPullSteps(deployment.pull_steps, { cwd, blocks });
 */
export async function runPullSteps(steps: readonly PullStep[] | null, options: PullOptions): Promise<PulledCode> {
  const { env = process.env, say = () => {}, signal } = options;
  const outputs: Record<string, unknown> = {};
  let working = options.cwd;
  let code = options.cwd;
  for (const step of steps ?? []) {
    signal?.throwIfAborted();
    const [name = '', ...more] = Object.keys(step);
    if (name === '' || more.length > 0) throw new StepError(name, 'a step has one name', 'Split it into several');
    const inputs = filledInputs(name, step[name] ?? {}, outputs, { ...options, env });
    const output = await carryOut(name, inputs, { directory: working, env, say, signal });
    code = output.directory;
    if (name === SET_WORKING_DIRECTORY) working = output.directory;
    const id = isRecord(inputs) ? inputs.id : undefined;
    if (typeof id === 'string') outputs[id] = output;
  }
  return { directory: code };
}
