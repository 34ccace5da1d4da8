// server: opens the store, starts the services, listens.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import type { Timestamp } from '@signalbox/contract';
import {
  createCipher,
  createEngine,
  type Engine,
  type EngineSettings,
  installSystemBlockTypes,
  startServices,
} from '@signalbox/engine';
import { openStore } from '@signalbox/store';
import { handlers } from './handlers.ts';
import { createApi } from './http/api.ts';
import { createGuard, isLoopback } from './http/guard.ts';
import { createListener } from './http/listener.ts';
import { createPages } from './http/pages.ts';
import { attachWebsockets } from './websockets/attach-websockets.ts';

// Imported as a module, node:http loads its websocket client too, a tenth of a second at each start.
const { createServer } = process.getBuiltinModule('node:http');

export interface ServerOptions {
  /** The SQLite file; made with its folder when missing. */
  readonly database_path: string;
  /** Default 127.0.0.1. Any other than loopback needs `auth_string`. */
  readonly host?: string;
  /** Default 4200; 0 takes a free one. */
  readonly port?: number;
  /** Folder with the built dashboard; without it only the API answers. */
  readonly ui_directory?: string | null;
  /** `user:password`; also taken as bearer token. */
  readonly auth_string?: string | null;
  /**
   * What block documents are encrypted with. Default: SIGNALBOX_ENCRYPTION_KEY, else `encryption.key` beside the
   * database, made when it is first needed. Keep it: without it the documents cannot be read.
   */
  readonly encryption_key?: string | null;
  /** Receives failures of the server itself, never what a client did wrong. Default: standard error. */
  readonly log?: (message: string, error?: unknown) => void;
  readonly settings?: Partial<EngineSettings>;
  /** Replaced by tests that control the time. */
  readonly clock?: () => Timestamp;
}

export interface RunningServer {
  readonly url: string;
  readonly api_url: string;
  readonly engine: Engine;
  /** Ends open requests and services, commits what is queued, closes the file. */
  close(): Promise<void>;
}

/** The server cannot listen where it was told to; the message says why and what to do. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

/**
 * Starts a server.
 * @throws ListenError when the port is taken or the host needs credentials; StorageError when the file cannot be used
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const {
    host = '127.0.0.1',
    port = 4200,
    auth_string = null,
    ui_directory = null,
    log = logToStandardError,
  } = options;
  if (auth_string === null && !isLoopback(host)) {
    throw new ListenError(
      `Listening on ${host} would let everyone on the network in: set an auth string (SIGNALBOX_SERVER_AUTH_STRING=user:password), or listen on 127.0.0.1.`,
    );
  }
  const store = await openStore({ path: options.database_path });
  const secret = options.encryption_key ?? process.env.SIGNALBOX_ENCRYPTION_KEY ?? null;
  const engine = createEngine({
    store,
    secrets: createCipher({ secret, path: join(dirname(options.database_path), 'encryption.key') }),
    ...(options.settings && { settings: options.settings }),
    ...(options.clock && { clock: options.clock }),
  });
  await installSystemBlockTypes(engine);
  const guard = createGuard(auth_string);
  const api = createApi(engine, handlers, (error, route) => log(`${route} failed`, error));
  const server = createServer(
    { keepAliveTimeout: 5_000 },
    createListener({ api, guard, pages: createPages(ui_directory) }),
  );
  const websockets = attachWebsockets(server, engine, guard, log);
  try {
    await listen(server, host, port);
  } catch (error) {
    await store.close();
    throw error;
  }
  const services = startServices(engine, log);
  const bound = server.address() as AddressInfo;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${bound.port}`;
  return {
    url,
    api_url: `${url}/api`,
    engine,
    close: async () => {
      await services.stop();
      websockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} on ${host} is taken by another program: choose another with --port or SIGNALBOX_PORT.`;
      reject(
        error.code === 'EADDRINUSE'
          ? new ListenError(taken, { cause: error })
          : new ListenError(`Cannot listen on ${host}:${port}: ${error.message}`, { cause: error }),
      );
    });
    server.listen(port, host, resolve);
  });
}

function logToStandardError(message: string, error?: unknown): void {
  console.error(message, error ?? '');
}
