// deploy: a step that is a function of a module of the user's own.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { StepError } from './step-error.ts';
import type { StepSurroundings } from './step-surroundings.ts';

/** What a step of the user's own gets beside its inputs. */
export interface ModuleStepContext {
  /** Where the steps work; relative paths start here. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Tells people what happens; secrets of blocks are masked. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * A function that a manifest names as `./steps/tag-image.ts:tagImage`. What it answers are its outputs; `directory` among
 * them says where the code lies.
 */
export type ModuleStep = (
  inputs: Readonly<Record<string, unknown>>,
  context: ModuleStepContext,
) => unknown | Promise<unknown>;

const isFunction = (value: unknown): value is ModuleStep => typeof value === 'function';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export async function runModuleStep(
  step: string,
  { id: _, requires: __, ...inputs }: Readonly<Record<string, unknown>>,
  { directory, env, say, signal }: StepSurroundings,
): Promise<Readonly<Record<string, unknown>>> {
  const colon = step.lastIndexOf(':');
  const path = resolve(directory, step.slice(0, colon));
  const name = step.slice(colon + 1);
  let loaded: unknown;
  try {
    loaded = await import(pathToFileURL(path).href);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StepError(step, `the module could not be loaded: ${reason}`, 'Correct it', { cause: error });
  }
  const found: unknown = isRecord(loaded) ? loaded[name] : undefined;
  if (!isFunction(found)) throw new StepError(step, `${path} exports no function "${name}"`, 'Export it');
  try {
    const result = await found(inputs, { directory, env, say, signal });
    return isRecord(result) ? result : {};
  } catch (error) {
    signal?.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    throw new StepError(step, reason, 'The step is your own: correct it, or its inputs', { cause: error });
  }
}
