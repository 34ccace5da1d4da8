// server: from the text of a query to what may be run: parsed, checked against the schema, measured.
import type { Engine } from '@signalbox/engine';
import {
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  parse,
  validate,
} from 'graphql';
import type { GraphqlContext } from './context.ts';
import { queryError } from './errors.ts';
import { defaultQueryLimits, excess, querySize } from './limits.ts';
import { CHILDREN_BY_DEFAULT } from './relations.ts';

/** Words of one query: bounds the time that checking it takes. */
const TOKENS_AT_MOST = 10_000;
const ERRORS_AT_MOST = 20;

export interface Asked {
  readonly query: string;
  readonly variables?: { readonly [name: string]: unknown } | null | undefined;
  readonly operationName?: string | null | undefined;
}

export type AdmittedArgs = ExecutionArgs & { readonly contextValue: GraphqlContext };

export interface Admission {
  readonly schema: GraphQLSchema;
  readonly engine: Engine;
  readonly contextValue: GraphqlContext;
}

/** What to run, or why it is not run. */
export function admit(asked: Asked, { schema, engine, contextValue }: Admission): AdmittedArgs | GraphQLError[] {
  try {
    const document = parse(asked.query, { maxTokens: TOKENS_AT_MOST });
    const wrong = validate(schema, document, undefined, { maxErrors: ERRORS_AT_MOST });
    if (wrong.length > 0) return [...wrong];
    const operation = getOperationAST(document, asked.operationName);
    if (!operation) return [queryError('invalid_query', 'Say by operationName which of the operations is to be run.')];
    const given = getVariableValues(schema, operation.variableDefinitions ?? [], asked.variables ?? {}, {
      maxErrors: ERRORS_AT_MOST,
    });
    if (given.errors) return [...given.errors];
    const sizes = { page: engine.settings.page_size, children: CHILDREN_BY_DEFAULT };
    const size = querySize(schema, document, operation, given.variableValues.coerced, sizes);
    const refusal = excess(size, defaultQueryLimits);
    if (refusal) return [refusal];
    return {
      schema,
      document,
      contextValue,
      variableValues: asked.variables ?? {},
      operationName: asked.operationName ?? null,
    };
  } catch (error) {
    // A syntax error.
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}
