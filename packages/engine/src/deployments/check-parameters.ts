// engine: whether parameters fit the schema that a flow gave for them.
import { ApiError } from '@signalbox/contract';
import { type ParameterIssue, type ParameterIssueOptions, parameterIssues } from '@signalbox/core';

interface Checked {
  readonly parameter_openapi_schema: Record<string, unknown> | null;
  readonly parameters: Record<string, unknown>;
}

function issuesOf(schema: Record<string, unknown>, { parameters }: Checked, options: ParameterIssueOptions) {
  try {
    return parameterIssues(schema, parameters, options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ApiError(
      'unprocessable',
      `parameter_openapi_schema: parameters cannot be checked against it (${reason}). Correct the schema, or set enforce_parameter_schema to false.`,
    );
  }
}

const told = ({ path, message }: ParameterIssue): string =>
  `Validation failed for field '${path.join('.')}'. Failure reason: ${message}`;

/**
 * @param doing what is refused, for instance `creating flow run`
 * @throws ApiError `conflict` naming each parameter that does not fit; `unprocessable` for a schema that is none
 */
export function checkParameters(doing: string, checked: Checked, options: ParameterIssueOptions = {}): void {
  const { parameter_openapi_schema } = checked;
  if (parameter_openapi_schema === null) return;
  const issues = issuesOf(parameter_openapi_schema, checked, options);
  if (issues.length > 0) throw new ApiError('conflict', `Error ${doing}: ${issues.map(told).join('; ')}`);
}
