// deploy: the inputs of a step with their placeholders filled in.
import {
  applyVariables,
  type FoundReferences,
  JobTemplateError,
  type JsonObject,
  resolveReferences,
} from '@signalbox/core';
import { StepError } from './step-error.ts';

/** @throws StepError for a block that is missing. */
export function filledInputs(
  step: string,
  inputs: unknown,
  outputs: JsonObject,
  env: Readonly<Record<string, string | undefined>>,
  blocks: FoundReferences,
): unknown {
  try {
    // Blocks last, so that nothing within a secret is taken for a placeholder.
    return resolveReferences(applyVariables(inputs, outputs, env), blocks);
  } catch (error) {
    if (error instanceof JobTemplateError)
      throw new StepError(step, `${error.place}: ${error.problem}`, error.mend, { cause: error });
    throw error;
  }
}
