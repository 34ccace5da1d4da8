// server: the websockets of the API: handshake, then each path's own protocol.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Engine } from '@signalbox/engine';
import { type WebSocket, WebSocketServer } from 'ws';
import { GRAPHQL_PATH } from '../graphql/load-graphql.ts';
import type { Guard } from '../http/guard.ts';
import { receiveEvents } from './events-in.ts';
import { sendEvents } from './events-out.ts';
import { sendLogs } from './logs-out.ts';
import { sendTaskRuns } from './task-runs-out.ts';
import { CLOSE, type WebsocketClient, type WebsocketProtocol, websocketClient } from './websocket-client.ts';

/** Largest frame taken, in bytes; an event with a large payload fits many times. */
const FRAME_BYTES_AT_MOST = 4 * 1024 * 1024;
/** A client that does not answer a ping within one interval is gone. */
const PING_INTERVAL_MS = 20_000;
const HANDSHAKE_MS = 10_000;

const SUBPROTOCOLS: ReadonlySet<string> = new Set(['prefect', 'graphql-transport-ws']);

const PROTOCOLS: { readonly [path: string]: WebsocketProtocol } = {
  '/api/events/in': receiveEvents,
  '/api/events/out': sendEvents,
  '/api/logs/out': sendLogs,
  '/api/task_runs/subscriptions/scheduled': sendTaskRuns,
};

export interface WebsocketOptions {
  readonly engine: Engine;
  readonly guard: Guard;
  /** Told of our own failures. */
  readonly log: (message: string, error?: unknown) => void;
  /** Serves a client of `/graphql` until it has gone. */
  readonly graphql: (websocket: WebSocket, request: IncomingMessage) => Promise<void>;
}

export function attachWebsockets(
  server: Server,
  { engine, guard, log, graphql }: WebsocketOptions,
): { open(): number; close(): Promise<void> } {
  const websockets = new WebSocketServer({
    noServer: true,
    autoPong: false,
    maxPayload: FRAME_BYTES_AT_MOST,
    handleProtocols: (offered) => [...offered].find((protocol) => SUBPROTOCOLS.has(protocol)) ?? false,
  });
  const serving = new Set<Promise<void>>();
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const isGraphql = path === GRAPHQL_PATH;
    const protocol = PROTOCOLS[path.replace(/\/$/, '')];
    // The token comes in the first frame, so only foreign pages are refused here.
    const refused = guard.refusesUpgrade(request);
    const isKnown = isGraphql || protocol !== undefined;
    if (!isKnown || refused) return refuse(socket, isKnown ? 403 : 404);
    websockets.handleUpgrade(request, socket, head, (websocket) => {
      watchPings(websocket);
      const service = protocol ? serve(websocket, protocol, engine, guard, log) : graphql(websocket, request);
      const served = service.finally(() => serving.delete(served));
      serving.add(served);
    });
  });
  const pings = setInterval(() => pingAll(websockets), PING_INTERVAL_MS);
  pings.unref();
  return {
    open: () => websockets.clients.size,
    close: async () => {
      clearInterval(pings);
      for (const client of websockets.clients) client.close(CLOSE.goingAway, 'The server stops.');
      for (const client of websockets.clients) client.terminate();
      websockets.close();
      // What a client leaves behind is tidied up while the store is still open.
      await Promise.all(serving);
    },
  };
}

function refuse(socket: Duplex, status: number): void {
  socket.end(
    `HTTP/1.1 ${status} ${status === 404 ? 'Not Found' : 'Forbidden'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}

const answeredPing = new WeakSet<WebSocket>();

function watchPings(websocket: WebSocket): void {
  answeredPing.add(websocket);
  websocket.on('pong', () => answeredPing.add(websocket));
}

function pingAll(websockets: WebSocketServer): void {
  for (const client of websockets.clients) {
    if (!answeredPing.has(client)) {
      client.terminate();
      continue;
    }
    answeredPing.delete(client);
    client.ping();
  }
}

async function serve(
  websocket: WebSocket,
  protocol: WebsocketProtocol,
  engine: Engine,
  guard: Guard,
  log: (message: string, error?: unknown) => void,
): Promise<void> {
  const client = websocketClient(websocket);
  try {
    const needsHandshake = websocket.protocol === 'prefect' || guard.requiresCredentials;
    if (needsHandshake && !(await authenticated(client, guard))) return;
    await protocol(client, engine);
  } catch (error) {
    if (error instanceof SyntaxError) return client.close(CLOSE.protocol, 'A frame is no JSON.');
    log('a websocket failed', error);
    client.close(CLOSE.failure, 'The server failed.');
  }
}

async function authenticated(client: WebsocketClient, guard: Guard): Promise<boolean> {
  const late = setTimeout(() => client.close(CLOSE.policy, 'No auth message came.'), HANDSHAKE_MS);
  const first = await client.next();
  clearTimeout(late);
  if (first === null) return false;
  const isAuth = typeof first === 'object' && 'type' in first && first.type === 'auth';
  if (!isAuth) {
    client.close(CLOSE.policy, 'The first message must be {"type": "auth", "token": …}.');
    return false;
  }
  const token = 'token' in first && typeof first.token === 'string' ? first.token : null;
  if (!guard.acceptsToken(token)) {
    client.close(CLOSE.policy, 'Invalid token');
    return false;
  }
  client.send({ type: 'auth_success' });
  return true;
}
