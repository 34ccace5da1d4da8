// server: /graphql by HTTP: queries by GET or POST, mutations by POST.
import type { IncomingMessage } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import { createHandler } from 'graphql-http';
import { readBody } from '../http/body.ts';
import type { RequestContext } from '../http/handler.ts';
import { type Answer, answerFromError } from '../http/manners.ts';
import { admit } from './admit.ts';
import type { GraphqlContext } from './context.ts';
import { type Report, readable } from './errors.ts';
import { createLoaders } from './loaders.ts';

type Context = Omit<RequestContext, 'body_text'>;

export type AnswerGraphql = (request: IncomingMessage, context: Context, report: Report) => Promise<Answer>;

/** Whoever asks was let in already; the body has the limit of every other request. */
export function graphqlOverHttp(schema: GraphQLSchema): AnswerGraphql {
  return async (request, context, report) => {
    const handler = createHandler<IncomingMessage, Context, GraphqlContext>({
      schema,
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
      return { status, body: body ?? '', headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } };
    } catch (error) {
      const answer = error instanceof Error ? answerFromError(error) : null;
      if (!answer) throw error;
      return answer;
    }
  };
}
