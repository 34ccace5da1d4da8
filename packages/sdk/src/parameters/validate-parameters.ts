// sdk: checks parameters against what a flow or task declares, and fills in the defaults.
import { ParameterError } from '../errors.ts';
import type { StandardIssue, StandardSchema } from './standard-schema.ts';

const pathOf = (issue: StandardIssue): string =>
  (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');

/** The parameters as the schema gives them; throws a ParameterError that names each one that does not fit. */
export async function validateParameters(
  what: string,
  schema: StandardSchema | undefined,
  parameters: unknown,
): Promise<unknown> {
  if (schema === undefined) return parameters;
  const result = await schema['~standard'].validate(parameters);
  if (result.issues === undefined) return result.value;
  throw new ParameterError(
    what,
    result.issues.map((issue) => ({ parameter: pathOf(issue), message: issue.message })),
  );
}
