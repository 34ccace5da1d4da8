// server: /graphql by HTTP: queries by GET or POST, mutations by POST.
import type { IncomingMessage } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import { createHandler, parseRequestParams, type Response } from 'graphql-http';
import { readBody } from '../http/body.ts';
import type { RequestContext } from '../http/handler.ts';
import { type Answer, answerFromError } from '../http/manners.ts';
import { admit } from './admit.ts';
import type { GraphqlContext } from './context.ts';
import { queryError, type Report, readable } from './errors.ts';
import { createLoaders } from './loaders.ts';

type Context = Omit<RequestContext, 'body_text'>;

export type AnswerGraphql = (request: IncomingMessage, context: Context, report: Report) => Promise<Answer>;

/** Whoever asks was let in already; the body has the limit of every other request. */
export function graphqlOverHttp(schema: GraphQLSchema): AnswerGraphql {
  return async (request, context, report) => {
    const handler = createHandler<IncomingMessage, Context, GraphqlContext>({
      schema,
      parseRequestParams: (asked) => parseRequestParams(asked).catch(unreadable),
      onSubscribe: ({ context: { engine } }, params) =>
        admit(params, { schema, engine, contextValue: { request: context, loaders: createLoaders(engine) } }),
      formatError: (error) => readable(error, report),
    });
    try {
      const [body, { status, headers = {} }] = await handler({
        method: request.method ?? 'GET',
        url: request.url ?? '/graphql',
        headers: request.headers,
        body: await readBody(request),
        raw: request,
        context,
      });
      return { status, body: body ?? refusalText(status), headers: { ...JSON_TYPE, ...headers } };
    } catch (error) {
      const answer = error instanceof Error ? answerFromError(error) : null;
      if (!answer) throw error;
      return answer;
    }
  };
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/** The library's own errors tell what of the request it could not read. */
function unreadable(error: unknown): Response {
  const reason = error instanceof Error ? error.message : String(error);
  const form = '{"query": "…", "variables": {…}, "operationName": "…"}';
  return [refusalBody(`${reason}: expected ${form}.`), { status: 400, statusText: 'Bad Request', headers: JSON_TYPE }];
}

const REFUSALS: { readonly [status: number]: string } = {
  405: 'GraphQL is asked by POST, or by GET when nothing is changed.',
  406: 'The answer is application/json or application/graphql-response+json: Accept one of them.',
  415: 'A query is posted as JSON: say Content-Type: application/json.',
};

const refusalBody = (message: string): string => JSON.stringify({ errors: [queryError('invalid_query', message)] });

/** Refusals of the protocol, which the library answers without a word. */
const refusalText = (status: number): string =>
  refusalBody(REFUSALS[status] ?? `The request was refused with ${status}.`);
