// engine: whether the answer that resumes a paused run is what the run asked for.
import { ApiError, type FlowRunId, type StateDetails } from '@signalbox/contract';
import { type ParameterIssue, parameterIssues } from '@signalbox/core';
import { findFlowRunInput } from '@signalbox/store';
import type { Unit } from '../engine.ts';

type Keyset = NonNullable<StateDetails['run_input_keyset']>;

const told = ({ path, message }: ParameterIssue): string =>
  `Validation failed${path.length > 0 ? ` for field '${path.join('.')}'` : ''}. Failure reason: ${message}`;

/**
 * Why the answer is refused, told for each field; null when it fits, or when the run gave no schema.
 * @throws ApiError `unprocessable` for a schema that is none
 */
export async function runInputRefusal(
  { transaction }: Pick<Unit, 'transaction'>,
  id: FlowRunId,
  keyset: Keyset,
  run_input: Record<string, unknown>,
): Promise<string | null> {
  if (!keyset.schema) return null;
  const text = await findFlowRunInput(transaction, id, keyset.schema);
  // Prefect's client pauses first and stores the schema then.
  if (!text) return 'Reason: the schema of the answer is not stored yet. Answer again in a moment.';
  try {
    const issues = parameterIssues(JSON.parse(text.value), run_input);
    return issues.length > 0 ? `Reason: ${issues.map(told).join('; ')}` : null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ApiError('unprocessable', `The schema '${keyset.schema}' of the flow run is none: ${reason}`);
  }
}
