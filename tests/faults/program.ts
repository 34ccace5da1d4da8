// tests: the real command line as processes that can be killed, stopped and waited for.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const EXECUTABLE = join(import.meta.dirname, '../../apps/signalbox/bin/signalbox.js');
/** A healthy server needs under a second; a busy machine needs patience. */
const START_PATIENCE_MS = 60_000;

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** One process. Killed when the test that owns it ends. */
export class Program implements AsyncDisposable {
  readonly pid: number;
  readonly ended: Promise<Ending>;
  readonly #child: ChildProcess;
  #output = '';

  constructor(command: readonly [string, ...string[]], environment: Readonly<Record<string, string>>) {
    const [file, ...words] = command;
    this.#child = spawn(file, words, {
      env: { PATH: process.env.PATH ?? '', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.pid = this.#child.pid ?? 0;
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.#output += chunk.toString();
      });
    this.ended = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      // `close` comes after the last output, `exit` may come before it.
      this.#child.once('close', (code, signal) => resolve({ code, signal }));
    });
  }

  /** All that it has written so far, on both streams. */
  get output(): string {
    return this.#output;
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  send(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Ends it without a word of warning, as a kernel out of memory does. */
  async kill(): Promise<void> {
    this.send('SIGKILL');
    await this.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.isRunning) await this.kill();
  }
}

/** A folder with all that the programs of one test write; gone at the end of the test. */
export class Home implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'signalbox-faults-'));

  /** Runs `signalbox <words>`. */
  start(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Program {
    return new Program([process.execPath, EXECUTABLE, ...words], this.environment(environment));
  }

  environment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    return { HOME: this.path, SIGNALBOX_HOME: this.path, ...more };
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 5 });
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

export interface ServerPlace {
  readonly home: Home;
  readonly port: number;
  readonly database: string;
  /** A Postgres instead of that file. */
  readonly database_url?: string;
}

export const apiUrl = ({ port }: Pick<ServerPlace, 'port'>): string => `http://127.0.0.1:${port}/api`;

/** The words that start a server there. */
export const serverCommand = ({ port, database }: Pick<ServerPlace, 'port' | 'database'>): string[] => [
  ...['server', 'start', '--no-ui'],
  ...['--port', String(port), '--database', database],
];

/** Starts a server and waits until it is healthy. @throws Error with its output when it ends before */
export async function startServer(place: ServerPlace): Promise<Program> {
  const { database_url } = place;
  const server = place.home.start(serverCommand(place), {
    ...(database_url && { SIGNALBOX_DATABASE_URL: database_url }),
  });
  await untilHealthy(place, server);
  return server;
}

export async function untilHealthy(place: ServerPlace, server: Program): Promise<void> {
  const deadline = performance.now() + START_PATIENCE_MS;
  for (;;) {
    if (!server.isRunning) throw new Error(`the server ended before it was healthy:\n${server.output}`);
    const answer = await fetch(`${apiUrl(place)}/health`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
    if (answer?.ok) return;
    if (performance.now() > deadline) throw new Error(`the server was not healthy in time:\n${server.output}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
