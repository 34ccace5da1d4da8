// bench: our server on a database of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, healthy, type MeasuredServer, startProcess } from './server-process.ts';

const EXECUTABLE = join(import.meta.dirname, '../../apps/signalbox/bin/signalbox.js');
const START_SECONDS = 30;

export interface SignalboxServerOptions {
  /** A folder into which a CPU profile of the server is written when it stops; by default none is made. */
  readonly profile_directory?: string | undefined;
  /** What else Node is started with. */
  readonly node_arguments?: readonly string[] | undefined;
  /** A Postgres; by default a SQLite file of its own. */
  readonly database_url?: string | undefined;
  /** A SQLite file that is kept; by default one of its own, removed at the end. */
  readonly database_path?: string | undefined;
}

export async function startSignalboxServer(options: SignalboxServerOptions = {}): Promise<MeasuredServer> {
  const home = await mkdtemp(join(tmpdir(), 'signalbox-bench-'));
  const port = await freePort();
  const profiling =
    options.profile_directory === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profile_directory}`];
  const running = startProcess({
    command: process.execPath,
    arguments: [
      ...profiling,
      ...(options.node_arguments ?? []),
      EXECUTABLE,
      'server',
      'start',
      '--port',
      String(port),
      '--no-ui',
    ],
    environment: {
      HOME: home,
      SIGNALBOX_HOME: home,
      // A Postgres that is measured twice asks for the key of the first time.
      SIGNALBOX_ENCRYPTION_KEY: 'of servers that are measured',
      ...(options.database_url !== undefined && { SIGNALBOX_DATABASE_URL: options.database_url }),
      ...(options.database_path !== undefined && { SIGNALBOX_DATABASE_PATH: options.database_path }),
    },
  });
  const stop = async (): Promise<void> => {
    await running.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  const api_url = `http://127.0.0.1:${port}/api`;
  try {
    await healthy(api_url, running, START_SECONDS);
  } catch (error) {
    await stop();
    throw error;
  }
  return { name: 'Signalbox', api_url, [Symbol.asyncDispose]: stop };
}
