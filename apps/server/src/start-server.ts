// server: opens the store, starts the services, listens.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import type { Timestamp } from '@signalbox/contract';
import {
  checkSharedKey,
  createCipher,
  createEngine,
  type Engine,
  type EngineSettings,
  installSystemBlockTypes,
  startServices,
} from '@signalbox/engine';
import { hasTrigrams, openStore, type StorePlace } from '@signalbox/store';
import { graphqlLoader } from './graphql/load-graphql.ts';
import { serveGraphql } from './graphql/serve-graphql.ts';
import { handlers } from './handlers.ts';
import { createApi } from './http/api.ts';
import { createHttpServer, type TlsFiles } from './http/create-http-server.ts';
import { type CsrfProtection, csrfProtection } from './http/csrf.ts';
import { createGuard, isLoopback } from './http/guard.ts';
import { ListenError } from './http/listen-error.ts';
import { createListener } from './http/listener.ts';
import { createPages } from './http/pages.ts';
import type { Metrics } from './observability/metrics.ts';
import { allWatches, type RequestWatch } from './observability/request-watch.ts';
import { type ServerLog, serverLog } from './observability/server-log.ts';
import type { Telemetry } from './observability/telemetry.ts';
import { type InnerFront, innerFront } from './push/inner-front.ts';
import { openPush } from './push/open-push.ts';
import type { PushOptions } from './push/push-options.ts';
import type { Push } from './push/start-push.ts';
import { attachWebsockets } from './websockets/attach-websockets.ts';

export interface ServerOptions {
  /** The SQLite file; made with its folder when missing. With a Postgres, its folder holds the encryption key only. */
  readonly database_path: string;
  /** A Postgres that holds the data instead, and that other servers may share. */
  readonly database_url?: string | null;
  /** The schema of that Postgres. Default `signalbox`. */
  readonly database_schema?: string;
  /** Default 127.0.0.1. Any other than loopback needs `auth_string`, `api_key` or `allow_unauthenticated`. */
  readonly host?: string;
  /** Default 4200; 0 takes a free one. */
  readonly port?: number;
  /** Folder with the built dashboard; without it only the API answers. */
  readonly ui_directory?: string | null;
  /** `user:password`; also taken as bearer token. */
  readonly auth_string?: string | null;
  /** Taken as bearer token. */
  readonly api_key?: string | null;
  /** Lets everyone in who can reach the host, also from other machines. Default false. */
  readonly allow_unauthenticated?: boolean;
  /** Wants a CSRF token with each change, good for so many seconds. Default null: none are wanted. */
  readonly csrf_expires_after_seconds?: number | null;
  /** Serves https with this certificate. Default null: http. */
  readonly tls?: TlsFiles | null;
  /** Answers `/api/metrics`. Default false. */
  readonly metrics?: boolean;
  /** Where an OpenTelemetry collector takes traces and metrics by OTLP over HTTP. Default null: nothing is sent. */
  readonly otlp_endpoint?: string | null;
  /**
   * What block documents are encrypted with. Default: SIGNALBOX_ENCRYPTION_KEY, else `encryption.key` beside the
   * database, made when it is first needed. Keep it: without it the documents cannot be read.
   */
  readonly encryption_key?: string | null;
  /** Default: warnings and failures of the server itself as text, to standard error. */
  readonly log?: ServerLog;
  /** How it submits the runs of push work pools. */
  readonly push?: PushOptions;
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

/**
 * Starts a server.
 * @throws ListenError when the port is taken or the host needs credentials; StorageError when the database cannot be used
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host = '127.0.0.1', port = 4200, tls = null, log = serverLog() } = options;
  checkExposure(options, host, log);
  const store = await openStore(placeOf(options));
  const secret = options.encryption_key ?? process.env.SIGNALBOX_ENCRYPTION_KEY ?? null;
  const engine = createEngine({
    store,
    secrets: createCipher({ secret, path: join(dirname(options.database_path), 'encryption.key') }),
    ...(options.settings && { settings: options.settings }),
    ...(options.clock && { clock: options.clock }),
    onFailure: (error) => log.error('what another server told could not be passed on', error),
  });
  const front = await prepare(engine)
    .then(() => openFront(options, engine, log))
    .then(async (opened) => {
      await listen(opened.server, host, port);
      return opened;
    })
    .catch(async (error: unknown) => {
      await store.close();
      throw error;
    });
  if (!(await hasTrigrams(store.read)))
    log.warning(
      'Postgres has no extension pg_trgm, and this user may not create it: runs are found by a text in their name by going through all names.',
    );
  const services = startServices(engine, log.error);
  const bound = front.server.address() as AddressInfo;
  const url = `${tls === null ? 'http' : 'https'}://${inUrl(host)}:${bound.port}`;
  const push = await beginPush(options, engine, front, { log, host, port: bound.port });
  return {
    url,
    api_url: `${url}/api`,
    engine,
    close: async () => {
      // First, while what it is about to tell can still be told.
      await push?.stop();
      await services.stop();
      await front.websockets.close();
      front.server.closeAllConnections();
      await new Promise((resolve) => front.server.close(resolve));
      await front.inner?.close();
      await front.telemetry?.close();
      await store.close();
    },
  };
}

const inUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** Null when this server is told to leave push pools to others. */
async function beginPush(
  options: ServerOptions,
  engine: Engine,
  { inner }: Front,
  { log, host, port }: { log: ServerLog; host: string; port: number },
): Promise<Push | null> {
  const { push = {}, tls = null, auth_string = null, api_key = null, database_path } = options;
  if (push.enabled === false) return null;
  // The address that means all addresses is none to connect to.
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  const api_url = `${tls === null ? 'http' : 'https'}://${inUrl(reachable)}:${port}/api`;
  return openPush({
    engine,
    log,
    options: push,
    loopback_api_url: inner === null ? api_url : await inner.open(),
    api_url,
    credentials: { auth_string, api_key },
    directory: dirname(database_path),
  });
}

async function prepare(engine: Engine): Promise<void> {
  await checkSharedKey(engine);
  await installSystemBlockTypes(engine);
}

function placeOf({ database_path, database_url = null, database_schema }: ServerOptions): StorePlace {
  if (database_url === null) return { path: database_path };
  return { url: database_url, ...(database_schema !== undefined && { schema: database_schema }) };
}

/** @throws ListenError when anybody on the network could do anything, and nobody has said that they may */
function checkExposure(options: ServerOptions, host: string, log: ServerLog): void {
  if (isLoopback(host) || (options.auth_string ?? options.api_key ?? null) !== null) return;
  if (!options.allow_unauthenticated) {
    throw new ListenError(
      `Listening on ${host} would let everyone on the network in: set an auth string (SIGNALBOX_SERVER_AUTH_STRING=user:password), or listen on 127.0.0.1. If the network itself keeps others out, say --allow-unauthenticated.`,
    );
  }
  log.warning(`Everyone who reaches ${host} may do anything: there are no credentials.`);
}

interface Front {
  readonly server: Server;
  readonly websockets: { close(): Promise<void> };
  /** Beside https, for this server's own requests: its certificate need not name the loopback, nor be known to Node. */
  readonly inner: InnerFront | null;
  /** Null when nothing is sent to a collector. */
  readonly telemetry: Telemetry | null;
}

/** All that stands between the network and the engine. */
async function openFront(options: ServerOptions, engine: Engine, log: ServerLog): Promise<Front> {
  const { auth_string = null, api_key = null, allow_unauthenticated = false, tls = null } = options;
  const csrf = csrfOf(options, engine);
  const guard = createGuard({ auth_string, api_key, open_to_network: allow_unauthenticated, csrf });
  let openWebsockets = () => 0;
  const metrics = options.metrics ? await loadMetrics(engine, () => openWebsockets()) : null;
  const telemetry = await loadTelemetry(options, engine, log, () => openWebsockets());
  const watch = allWatches([
    metrics?.watch ?? null,
    telemetry?.watch ?? null,
    log.writes('info') ? requestLog(log) : null,
  ]);
  const onFailure = (error: unknown, route: string, request_id: string) =>
    log.error(`${route} failed`, error, { request_id });
  const pages = createPages({
    ui_directory: options.ui_directory ?? null,
    requires_credentials: guard.requiresCredentials,
    csrf_enabled: csrf !== null,
  });
  const graphql = serveGraphql({ load: graphqlLoader(), engine, csrf, guard, onFailure, watch });
  const listener = createListener({
    api: createApi({ engine, handlers, csrf, onFailure, watch }),
    guard,
    graphql: graphql.answer,
    pages,
    metrics: metrics?.answer ?? null,
    traced: telemetry?.traced ?? null,
    watch,
  });
  const server = createHttpServer(tls, listener);
  const websockets = attachWebsockets(server, { engine, guard, log: log.error, graphql: graphql.connect });
  openWebsockets = websockets.open;
  const inner =
    tls === null
      ? null
      : innerFront(listener, (inside) =>
          attachWebsockets(inside, { engine, guard, log: log.error, graphql: graphql.connect }),
        );
  return { server, websockets, inner, telemetry };
}

function csrfOf({ csrf_expires_after_seconds = null }: ServerOptions, engine: Engine): CsrfProtection | null {
  if (csrf_expires_after_seconds === null) return null;
  return csrfProtection({
    secrets: engine.secrets,
    expires_after_seconds: csrf_expires_after_seconds,
    clock: engine.clock,
  });
}

async function loadMetrics(engine: Engine, openWebsockets: () => number): Promise<Metrics> {
  const { createMetrics } = await import('./observability/metrics.ts');
  return createMetrics({ engine, openWebsockets });
}

async function loadTelemetry(
  { otlp_endpoint = null }: ServerOptions,
  engine: Engine,
  log: ServerLog,
  openWebsockets: () => number,
): Promise<Telemetry | null> {
  if (otlp_endpoint === null) return null;
  const { openTelemetry } = await import('./observability/telemetry.ts');
  return openTelemetry({ engine, endpoint: otlp_endpoint, openWebsockets, warn: log.warning });
}

const requestLog =
  (log: ServerLog): RequestWatch =>
  ({ seconds, ...request }) =>
    log.info('request', { ...request, ms: Math.round(seconds * 1e5) / 100 });

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
