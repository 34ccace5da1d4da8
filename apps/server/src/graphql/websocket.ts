// server: /graphql by websocket, in the protocol graphql-transport-ws: subscriptions, and queries.
import type { IncomingMessage } from 'node:http';
import { type ExecutionArgs, type GraphQLSchema, getOperationAST } from 'graphql';
import { CloseCode, makeServer } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { RequestContext } from '../http/handler.ts';
import { admit } from './admit.ts';
import { queryError, type Report, readable } from './errors.ts';
import { createLoaders } from './loaders.ts';

export interface GraphqlConnection {
  readonly websocket: WebSocket;
  readonly request: IncomingMessage;
  readonly context: Omit<RequestContext, 'body_text' | 'signal' | 'headers'>;
  /** Whether this is, as an Authorization header or in its place, what lets a client in. */
  readonly accepts: (authorization: string) => boolean;
  readonly report: Report;
}

/** Serves until the client has gone. */
export type ServeGraphql = (connection: GraphqlConnection) => Promise<void>;

/** Operations of one client that may be under way at once. */
const OPERATIONS_AT_MOST = 100;

const BY_POST = queryError('use_post', 'Mutations are taken by POST only: that is where their tokens are checked.');
const TOO_MANY = queryError(
  'too_many_operations',
  `A connection carries ${OPERATIONS_AT_MOST} operations at once: complete some, or open another one.`,
);

export function graphqlOverWebsocket(schema: GraphQLSchema): ServeGraphql {
  const server = makeServer<Record<string, unknown>, GraphqlConnection>({
    onConnect: ({ connectionParams, extra: { accepts, request } }) => {
      const given = connectionParams?.authorization ?? request.headers.authorization;
      return accepts(typeof given === 'string' ? given : '');
    },
    onSubscribe: ({ extra, subscriptions }, _id, asked) => {
      if (Object.keys(subscriptions).length > OPERATIONS_AT_MOST) return [TOO_MANY];
      const { engine } = extra.context;
      const contextValue = { request: requestContext(extra), loaders: createLoaders(engine) };
      const args = admit(asked, { schema, engine, contextValue });
      return !Array.isArray(args) && isMutation(args) ? [BY_POST] : args;
    },
    onNext: ({ extra }, _id, _payload, _args, { errors, ...result }) => ({
      ...result,
      ...(errors && { errors: errors.map((error) => readable(error, extra.report).toJSON()) }),
    }),
    onError: ({ extra }, _id, _payload, errors) => errors.map((error) => readable(error, extra.report).toJSON()),
  });
  return (connection) =>
    new Promise((resolve) => {
      const { websocket, report } = connection;
      if (websocket.readyState !== websocket.OPEN) return resolve();
      const closed = server.opened(
        {
          protocol: websocket.protocol,
          // What waits for a slow client waits in its stream, which is bounded.
          send: (data) => new Promise((sent) => websocket.send(data, () => sent())),
          close: (code, reason) => websocket.close(code, reason),
          onMessage: (take) => websocket.on('message', (data) => void take(String(data)).catch(failed)),
        },
        connection,
      );
      const failed = (error: unknown) => {
        report(error);
        websocket.close(CloseCode.InternalServerError, 'The server failed.');
      };
      websocket.on('ping', (data) => websocket.pong(data));
      websocket.on('close', (code, reason) => void closed(code, String(reason)).catch(report).finally(resolve));
    });
}

function requestContext({ context, request: { headers } }: GraphqlConnection): Omit<RequestContext, 'body_text'> {
  return { ...context, headers, signal: AbortSignal.any([]) };
}

const isMutation = ({ document, operationName }: ExecutionArgs): boolean =>
  getOperationAST(document, operationName)?.operation === 'mutation';
