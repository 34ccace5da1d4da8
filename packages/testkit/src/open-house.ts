// testkit: a real server in process, with a clock that the test moves.
import { type Client, createClient } from '@signalbox/client';
import type { Timestamp } from '@signalbox/contract';
import { addSeconds, now } from '@signalbox/core';
import type { Engine, EngineSettings } from '@signalbox/engine';
import { type RunningServer, type ServerOptions, serverLog, startServer } from '@signalbox/server';
import { databaseOfTest } from './database-of-test.ts';
import { openRoundRobin, type RoundRobin } from './round-robin.ts';

export interface House extends AsyncDisposable {
  readonly client: Client;
  readonly engine: Engine;
  readonly url: string;
  readonly api_url: string;
  /** The server's time. */
  now(): Timestamp;
  /** Moves the server's clock and wakes whoever waits for the time. */
  advance(seconds: number): void;
  /** What the server reported as its own failures; the house refuses to close when there are any. */
  readonly failures: readonly unknown[];
}

type FrontOptions =
  | 'auth_string'
  | 'api_key'
  | 'csrf_expires_after_seconds'
  | 'tls'
  | 'metrics'
  | 'otlp_endpoint'
  | 'ui_directory'
  | 'push';

export interface HouseOptions extends Pick<ServerOptions, FrontOptions> {
  readonly settings?: Partial<EngineSettings>;
}

/** Servers on the one Postgres of a house; SQLite has one, and so has a house whose test looks at its own server. */
function replicasOf(options: HouseOptions, database_url: string | null): number {
  if (
    database_url === null ||
    options.tls ||
    options.metrics ||
    options.otlp_endpoint ||
    options.settings ||
    options.push
  )
    return 1;
  return Number(process.env.SIGNALBOX_TEST_REPLICAS || 1);
}

/**
 * Opens a server on a free port with a database of its own, both gone at the end of the test. With
 * SIGNALBOX_TEST_DATABASE_URL the database is a Postgres, and with SIGNALBOX_TEST_REPLICAS=2 two servers share it
 * behind a round-robin: the tests must not notice.
 * @example await using house = await openHouse();
 */
export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const database = await databaseOfTest();
  const failures: unknown[] = [];
  let ahead_seconds = 0;
  const clock = () => addSeconds(now(), ahead_seconds);
  const servers: RunningServer[] = [];
  let first: RunningServer | undefined;
  for (let count = replicasOf(options, database.place.database_url); count > 0; count -= 1) {
    const server = await startServer({
      ...database.place,
      port: 0,
      clock,
      log: { ...serverLog({ write: () => undefined }), error: (message, error) => failures.push(error ?? message) },
      ...options,
    });
    servers.push(server);
    first ??= server;
  }
  if (first === undefined) throw new Error('SIGNALBOX_TEST_REPLICAS must be at least 1');
  const front: RoundRobin | null = servers.length > 1 ? await openRoundRobin(servers.map(({ url }) => url)) : null;
  const url = front?.url ?? first.url;
  const api_url = `${url}/api`;
  return {
    client: createClient({ api_url, ...(options.auth_string && { auth_string: options.auth_string }) }),
    engine: first.engine,
    url,
    api_url,
    now: clock,
    failures,
    advance: (seconds) => {
      ahead_seconds += seconds;
      for (const { engine } of servers) engine.wakeUps.wakeAll();
    },
    [Symbol.asyncDispose]: async () => {
      await front?.close();
      for (const server of servers) await server.close();
      await database[Symbol.asyncDispose]();
      if (failures.length > 0) throw new AggregateError(failures, 'the server failed during the test');
    },
  };
}
