// server: what the listener and the websockets know of GraphQL: little, until a client asks.
import type { IncomingMessage } from 'node:http';
import type { Engine } from '@signalbox/engine';
import type { WebSocket } from 'ws';
import type { CsrfProtection } from '../http/csrf.ts';
import type { Guard } from '../http/guard.ts';
import { type Answer, errorAnswer } from '../http/manners.ts';
import type { RequestWatch } from '../observability/request-watch.ts';
import type { LoadGraphql } from './load-graphql.ts';

export interface GraphqlOptions {
  readonly load: LoadGraphql;
  readonly engine: Engine;
  readonly csrf: CsrfProtection | null;
  readonly guard: Guard;
  readonly onFailure: (error: unknown, route: string, request_id: string) => void;
  /** Null when nobody watches. */
  readonly watch: RequestWatch | null;
}

export interface GraphqlService {
  answer(request: IncomingMessage, signal: AbortSignal, request_id: string): Promise<Answer>;
  /** Serves a client until it has gone. */
  connect(websocket: WebSocket, request: IncomingMessage): Promise<void>;
}

export function serveGraphql({ load, engine, csrf, guard, onFailure, watch }: GraphqlOptions): GraphqlService {
  return {
    answer: async (request, signal, request_id) => {
      const began = performance.now();
      const report = (error: unknown) => onFailure(error, 'graphql', request_id);
      const { headers } = request;
      const answered = await load()
        .then(({ answer }) => answer(request, { engine, headers, csrf, signal }, report))
        .catch((error: unknown) => {
          report(error);
          return errorAnswer('internal', 'Internal Server Error');
        });
      const seconds = (performance.now() - began) / 1_000;
      watch?.({ route: 'graphql', method: request.method ?? '', status: answered.status, seconds, request_id });
      return answered;
    },
    connect: async (websocket, request) => {
      const report = (error: unknown) => onFailure(error, 'graphql', 'websocket');
      // What arrives before the room is open waits in the socket.
      websocket.pause();
      try {
        const { serve } = await load();
        websocket.resume();
        await serve({ websocket, request, context: { engine, csrf }, accepts: guard.acceptsAuthorization, report });
      } catch (error) {
        report(error);
        websocket.terminate();
      }
    },
  };
}
