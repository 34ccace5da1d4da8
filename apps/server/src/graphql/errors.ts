// server: how GraphQL says no: the errors of the REST API, with their code and status as extensions.
import { ApiError, errorCatalogue } from '@signalbox/contract';
import { StorageError } from '@signalbox/store';
import { GraphQLError } from 'graphql';
import type { z } from 'zod';
import { answerFromError, invalidRequest } from '../http/manners.ts';

/** What can be wrong with a query, beside what the API's own errors tell. */
export type QueryErrorCode =
  | 'invalid_query'
  | 'query_too_deep'
  | 'query_too_costly'
  | 'too_many_aliases'
  | 'use_post'
  | 'too_many_operations';

export const queryError = (code: QueryErrorCode, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code } });

/** Arguments that the contract does not take: the same report of each field that the REST API answers. */
export function invalidArguments(where: 'body' | 'query', error: z.ZodError, input: unknown): GraphQLError {
  const { status, body } = invalidRequest(where, error, input);
  const wrong = error.issues.map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`);
  const fields = { exception_detail: Reflect.get(Object(body), 'exception_detail') };
  return new GraphQLError(`Invalid arguments. ${wrong.join('; ')}`, {
    extensions: { code: 'invalid_request', status, ...fields },
  });
}

export type Report = (error: unknown) => void;

/**
 * The error as the client may read it.
 * @param report is told of a failure of ours, whose cause belongs in the log and nowhere else
 */
export function readable(error: Readonly<GraphQLError | Error>, report: Report): GraphQLError {
  const cause = error instanceof GraphQLError ? error.originalError : error;
  const { nodes, source, positions, path } = error instanceof GraphQLError ? error : emptyPlace;
  const at = { nodes, source, positions, path };
  if (!cause || cause instanceof GraphQLError) {
    const extensions = { code: 'invalid_query', ...(error instanceof GraphQLError && error.extensions) };
    return new GraphQLError(error.message, { ...at, extensions });
  }
  const status = answerFromError(cause)?.status;
  if (status === undefined) report(cause);
  const [code, message] = codeOf(cause);
  return new GraphQLError(message, { ...at, extensions: { code, status: status ?? errorCatalogue.internal.status } });
}

const emptyPlace = { nodes: undefined, source: undefined, positions: undefined, path: undefined };

function codeOf(cause: Error): [string, string] {
  if (cause instanceof ApiError) return [cause.code, cause.message];
  if (cause instanceof StorageError) {
    return cause.kind === 'constraint'
      ? ['conflict', 'Data integrity conflict: another object has this name or key.']
      : ['storage_unavailable', cause.message];
  }
  return ['internal', 'Internal Server Error'];
}
