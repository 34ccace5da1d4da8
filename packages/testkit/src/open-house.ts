// testkit: a real server in process, with a clock that the test moves.
import { type Client, createClient } from '@signalbox/client';
import type { Timestamp } from '@signalbox/contract';
import { addSeconds, now } from '@signalbox/core';
import type { Engine, EngineSettings } from '@signalbox/engine';
import { type ServerOptions, serverLog, startServer } from '@signalbox/server';
import { databaseOfTest } from './database-of-test.ts';

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

type FrontOptions = 'auth_string' | 'api_key' | 'csrf_expires_after_seconds' | 'tls' | 'metrics' | 'ui_directory';

export interface HouseOptions extends Pick<ServerOptions, FrontOptions> {
  readonly settings?: Partial<EngineSettings>;
}

/**
 * Opens a server on a free port with a database of its own, both gone at the end of the test.
 * @example await using house = await openHouse();
 */
export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const database = await databaseOfTest();
  const failures: unknown[] = [];
  let ahead_seconds = 0;
  const clock = () => addSeconds(now(), ahead_seconds);
  const server = await startServer({
    ...database.place,
    port: 0,
    clock,
    log: { ...serverLog({ write: () => undefined }), error: (message, error) => failures.push(error ?? message) },
    ...options,
  });
  return {
    client: createClient({ api_url: server.api_url, ...(options.auth_string && { auth_string: options.auth_string }) }),
    engine: server.engine,
    url: server.url,
    api_url: server.api_url,
    now: clock,
    failures,
    advance: (seconds) => {
      ahead_seconds += seconds;
      server.engine.wakeUps.wakeAll();
    },
    [Symbol.asyncDispose]: async () => {
      await server.close();
      await database[Symbol.asyncDispose]();
      if (failures.length > 0) throw new AggregateError(failures, 'the server failed during the test');
    },
  };
}
