// conformance: a real Prefect server of our own, for as long as a recording takes.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const START_SECONDS = 120;

/** The server could not serve a request just now: its SQLite file was locked. */
export class ServerBusyError extends Error {
  override readonly name = 'ServerBusyError';
}

/** An answer of the server. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

export interface PrefectServer extends AsyncDisposable {
  /** For instance `http://127.0.0.1:41234/api`. */
  readonly url: string;
  readonly version: string;
  /** Sends one request; throws on a status of 400 and above, with the server's words. */
  request(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply>;
}

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

async function send(
  url: string,
  method: string,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<Reply> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (response.status === 503) throw new ServerBusyError(`${method} ${path} answered 503: ${text.slice(0, 500)}`);
  if (response.status >= 400) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 500)}`);
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

async function healthy(url: string, process: ChildProcess, output: string[]): Promise<void> {
  for (let tries = 0; tries < START_SECONDS * 5; tries++) {
    if (process.exitCode !== null) throw new Error(`the Prefect server ended at once:\n${output.join('')}`);
    const response = await fetch(`${url}/health`).catch(() => null);
    if (response?.ok) return;
    await sleep(200);
  }
  throw new Error(`the Prefect server at ${url} was not healthy within ${START_SECONDS} s:\n${output.join('')}`);
}

export interface PrefectServerOptions {
  /** Whether its services run, without which it records no task runs; false by default, so that only requests move runs. */
  readonly services?: boolean;
}

/**
 * Starts a Prefect server with a store and a port of its own. `venv` is a Python environment with `prefect==3.8.8` and
 * `fastapi==0.150.0`.
 */
export async function startPrefectServer(venv: string, options: PrefectServerOptions = {}): Promise<PrefectServer> {
  const home = await mkdtemp(join(tmpdir(), 'signalbox-oracle-'));
  const port = await freePort();
  const output: string[] = [];
  const child = spawn(
    join(venv, 'bin', 'prefect'),
    [
      'server',
      'start',
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      ...(options.services === true ? [] : ['--no-services']),
    ],
    {
      env: {
        PATH: process.env.PATH ?? '',
        HOME: home,
        PREFECT_HOME: home,
        PREFECT_SERVER_ANALYTICS_ENABLED: 'false',
        PREFECT_SERVER_UI_ENABLED: 'false',
        PREFECT_LOGGING_SERVER_LEVEL: 'ERROR',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const ended = new Promise<void>((resolve, reject) => {
    child.once('exit', () => resolve());
    child.once('error', reject);
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
    const forced = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await ended;
    clearTimeout(forced);
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  const url = `http://127.0.0.1:${port}/api`;
  try {
    await Promise.race([healthy(url, child, output), ended.then(() => Promise.reject(new Error(output.join(''))))]);
    const { body } = await send(url, 'GET', '/admin/version', undefined, {});
    return {
      url,
      version: String(body),
      request: (method, path, body, headers = {}) => send(url, method, path, body, headers),
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
