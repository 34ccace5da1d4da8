// deploy: placeholders filled with what earlier steps gave.
import {
  applyVariables,
  type FoundReferences,
  JobTemplateError,
  type JsonObject,
  resolveReferences,
} from '@signalbox/core';
import { StepError } from './step-error.ts';

/**
 * The value with each `{{ step.output }}` filled from the outputs, by the id of their step. A placeholder alone in its
 * text takes the output as it is, a list as a list. Placeholders that name no output stay as they are.
 *
 * @example fillStepOutputs({ image: '{{ build.image }}' }, { build: { image: 'etl:1' } }); // { image: 'etl:1' }
 */
export function fillStepOutputs<Value>(value: Value, outputs: JsonObject): Value {
  return applyVariables(value, outputs, { keepUnset: true });
}

/**
 * The inputs of a step with all their placeholders filled in; what names nothing goes away.
 *
 * @throws StepError for a block that is missing.
 */
export function filledInputs(
  step: string,
  inputs: unknown,
  outputs: JsonObject,
  env: Readonly<Record<string, string | undefined>>,
  blocks: FoundReferences,
): unknown {
  try {
    // Blocks last, so that nothing within a secret is taken for a placeholder.
    return resolveReferences(applyVariables(inputs, outputs, { environment: env }), blocks);
  } catch (error) {
    if (error instanceof JobTemplateError)
      throw new StepError(step, `${error.place}: ${error.problem}`, error.mend, { cause: error });
    throw error;
  }
}
