// server: push as a part of a running server: its way to its own API, and what its settings say.
import { join } from 'node:path';
import type { Engine } from '@signalbox/engine';
import type { ServerLog } from '../observability/server-log.ts';
import { DEFAULT_CONCURRENT_SUBMISSIONS, type PushOptions } from './push-options.ts';
import type { PushSurroundings } from './pushed-pool.ts';
import { type Push, startPush } from './start-push.ts';

export interface OpenPushOptions {
  readonly engine: Engine;
  readonly log: ServerLog;
  readonly options: PushOptions;
  /** Where this server reaches itself. */
  readonly loopback_api_url: string;
  /** Where others on this machine reach it. */
  readonly api_url: string;
  readonly credentials: { readonly auth_string: string | null; readonly api_key: string | null };
  /** The folder of the database. */
  readonly directory: string;
}

export function openPush(room: OpenPushOptions): Push {
  let surroundings: Promise<PushSurroundings> | null = null;
  return startPush({
    engine: room.engine,
    log: room.log,
    serve: async (pool) => {
      const { servePool } = await import('./pushed-pool.ts');
      surroundings ??= surroundingsOf(room);
      return servePool(await surroundings, pool);
    },
  });
}

async function surroundingsOf(room: OpenPushOptions): Promise<PushSurroundings> {
  const [{ createClient }, { Turnstile }] = await Promise.all([
    import('@signalbox/client'),
    import('@signalbox/worker'),
  ]);
  const { options, log, loopback_api_url, api_url, credentials, directory } = room;
  const { auth_string, api_key } = credentials;
  return {
    client: createClient({
      api_url: loopback_api_url,
      ...(auth_string !== null && { auth_string }),
      ...(api_key !== null && { api_key }),
    }),
    log,
    run_api_url: options.api_url ?? api_url,
    processes: options.processes ?? false,
    node_command: options.node_command,
    state_directory: options.state_directory ?? join(directory, 'push'),
    submissions: new Turnstile(options.concurrent_submissions ?? DEFAULT_CONCURRENT_SUBMISSIONS),
  };
}
