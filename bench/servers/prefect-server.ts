// bench: a real Prefect server with its defaults (services on), on a home folder of its own.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, healthy, type MeasuredServer, startProcess } from './server-process.ts';

const CHECKOUT = join(import.meta.dirname, '../..');
const START_SECONDS = 120;

/** What a Prefect command needs of its environment; nothing is told to others. */
export const prefectEnvironment = (home: string): Record<string, string> => ({
  HOME: home,
  PREFECT_HOME: home,
  PREFECT_SERVER_ANALYTICS_ENABLED: 'false',
  PREFECT_LOGGING_SERVER_LEVEL: 'ERROR',
  DO_NOT_TRACK: '1',
});

/**
 * The Python environment with Prefect: `PREFECT_VENV`, else the one that the conformance or the interop tests made.
 * Null when there is none.
 */
export function findPrefectVenv(): string | null {
  const made = [join(CHECKOUT, 'conformance/.venv'), join(CHECKOUT, '.cache/prefect-3.8.8')];
  const given = [process.env.PREFECT_VENV, process.env.SIGNALBOX_PREFECT_VENV].filter((path) => path !== undefined);
  return [...given, ...made].find((path) => path !== '' && existsSync(join(path, 'bin/prefect'))) ?? null;
}

/** @throws Error that says how to make an environment when there is none */
export function prefectVenv(): string {
  const venv = findPrefectVenv();
  if (venv !== null) return venv;
  throw new Error(
    'There is no Python environment with Prefect. Make one: python3 -m venv conformance/.venv && ' +
      "conformance/.venv/bin/pip install 'prefect==3.8.8' 'fastapi==0.150.0', or name one in PREFECT_VENV.",
  );
}

/** @param database_url a Postgres; by default its SQLite file */
export async function startPrefectServer(venv: string, database_url?: string): Promise<MeasuredServer> {
  const home = await mkdtemp(join(tmpdir(), 'signalbox-bench-prefect-'));
  const port = await freePort();
  const running = startProcess({
    command: join(venv, 'bin/prefect'),
    arguments: ['server', 'start', '--host', '127.0.0.1', '--port', String(port)],
    environment: {
      ...prefectEnvironment(home),
      ...(database_url !== undefined && {
        PREFECT_SERVER_DATABASE_CONNECTION_URL: database_url.replace('postgresql:', 'postgresql+asyncpg:'),
      }),
    },
  });
  const stop = async (): Promise<void> => {
    await running.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  const api_url = `http://127.0.0.1:${port}/api`;
  try {
    await healthy(api_url, running, START_SECONDS);
    const version = await fetch(`${api_url}/admin/version`).then((answer) => answer.json());
    return { name: `Prefect ${String(version)}`, api_url, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
