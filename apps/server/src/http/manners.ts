// server: FastAPI's manners, which Prefect's clients rely on: the shape of errors and of validation reports.
import { ApiError, type ErrorCode, errorCatalogue } from '@signalbox/contract';
import { StorageError } from '@signalbox/store';
import type { z } from 'zod';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: { readonly [name: string]: string };
}

/** One wrong field, in the form that clients of FastAPI read. */
interface FieldError {
  readonly type: string;
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly input: unknown;
}

const TYPE_BY_CODE: { readonly [code: string]: string } = {
  unrecognized_keys: 'extra_forbidden',
  invalid_format: 'value_error',
  too_small: 'greater_than_equal',
  too_big: 'less_than_equal',
  invalid_value: 'enum',
};

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, key)?.value;
  }
  return value;
}

function fieldErrors(where: 'body' | 'query', issue: z.core.$ZodIssue, input: unknown): FieldError[] {
  const loc = [where, ...issue.path.map((key) => (typeof key === 'number' ? key : String(key)))];
  const value = valueAt(input, issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      type: 'extra_forbidden',
      loc: [...loc, key],
      msg: `unknown field '${key}'`,
      input: valueAt(value, [key]),
    }));
  }
  if (issue.code === 'invalid_type' && value === undefined)
    return [{ type: 'missing', loc, msg: 'Field required', input: null }];
  const type = issue.code === 'invalid_type' ? `${issue.expected}_type` : (TYPE_BY_CODE[issue.code] ?? 'value_error');
  return [{ type, loc, msg: issue.message, input: value ?? null }];
}

/** 422 for fields that are missing, unknown or of the wrong type. */
export function invalidRequest(where: 'body' | 'query', error: z.ZodError, input: unknown): Answer {
  return {
    status: 422,
    body: {
      exception_message: 'Invalid request received.',
      exception_detail: error.issues.flatMap((issue) => fieldErrors(where, issue, input)),
      request_body: where === 'body' ? input : null,
    },
  };
}

/** 422 for a body that is no JSON; `position` is the character at which it stops to be. */
export function malformedJson(message: string, position: number): Answer {
  return {
    status: 422,
    body: {
      exception_message: 'Invalid request received.',
      exception_detail: [
        { type: 'json_invalid', loc: ['body', position], msg: `JSON decode error: ${message}`, input: {} },
      ],
      request_body: null,
    },
  };
}

export function errorAnswer(
  code: ErrorCode,
  message: string,
  headers: { readonly [name: string]: string } = {},
): Answer {
  const { status, member } = errorCatalogue[code];
  return { status, body: { [member]: message, code }, headers };
}

/** The answer to whatever a handler threw; `null` when it is a failure of ours that belongs in the log. */
export function answerFromError(error: unknown): Answer | null {
  if (error instanceof ApiError) {
    const retry = error.retry_after_seconds;
    return errorAnswer(error.code, error.message, retry === null ? {} : { 'retry-after': String(retry) });
  }
  if (error instanceof StorageError) {
    if (error.kind === 'constraint')
      return errorAnswer('conflict', 'Data integrity conflict: another object has this name or key.');
    return errorAnswer('storage_unavailable', error.message, { 'retry-after': '5' });
  }
  return null;
}
