// engine: whether the values of a form fit its schema, told place by place.
import { ApiError, type SchemaValueError, type SchemaValuesValidationResponse } from '@signalbox/contract';
import { formValues, type ParameterIssue, parameterIssues, variableNamesIn } from '@signalbox/core';
import { findVariableByName } from '@signalbox/store';
import type { Engine } from '../engine.ts';

type Path = ParameterIssue['path'];

/** @throws ApiError `unprocessable` for a schema that is none */
export async function validateValues(
  engine: Engine,
  schema: Record<string, unknown>,
  values: Record<string, unknown>,
): Promise<SchemaValuesValidationResponse> {
  const form = formValues(values, await variablesIn(engine, values));
  const issues = form.open.some((path) => path.length === 0)
    ? form.issues
    : [...form.issues, ...misfits(schema, form.value, form.open)];
  return { errors: errorsOf(issues), valid: issues.length === 0 };
}

async function variablesIn(engine: Engine, values: Record<string, unknown>): Promise<ReadonlyMap<string, unknown>> {
  const variables = new Map<string, unknown>();
  for (const name of new Set(variableNamesIn(values))) {
    const variable = await findVariableByName(engine.store.read, name);
    if (variable) variables.set(name, variable.value);
  }
  return variables;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function misfits(schema: Record<string, unknown>, value: unknown, open: readonly Path[]): ParameterIssue[] {
  if (!isRecord(value)) return [{ path: [], message: 'The values must be an object.' }];
  const isOpen = (path: Path) => open.some((place) => place.every((key, index) => key === path[index]));
  return issuesOf(schema, value)
    .filter(({ path }) => !isOpen(path))
    .map(({ path, message }) =>
      isMissing(value, path) ? { path, message: `'${path.at(-1)}' is a required property.` } : { path, message },
    );
}

function issuesOf(schema: Record<string, unknown>, value: Record<string, unknown>): ParameterIssue[] {
  try {
    return parameterIssues(schema, value);
  } catch (error) {
    throw new ApiError('unprocessable', `Invalid schema: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isMissing(value: unknown, path: Path): boolean {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null) return true;
    found = Object.getOwnPropertyDescriptor(found, key)?.value;
  }
  return found === undefined;
}

/** The issues as a tree: each place has its own. */
function errorsOf(issues: readonly ParameterIssue[]): SchemaValueError[] {
  const here = issues.filter(({ path }) => path.length === 0).map(({ message }) => message);
  const below = new Map<string | number, ParameterIssue[]>();
  for (const { path, message } of issues) {
    const [key, ...rest] = path;
    if (key !== undefined) below.set(key, [...(below.get(key) ?? []), { path: rest, message }]);
  }
  const parts = [...below].map(([key, inner]): SchemaValueError => {
    const errors = errorsOf(inner);
    return typeof key === 'number' ? { index: key, errors } : { property: key, errors };
  });
  return [...here, ...parts];
}
