// bench: a server as a process of its own, for as long as a measurement takes.
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Most characters of a server's output that an error quotes. */
const QUOTED_CHARACTERS = 4_000;

export interface MeasuredServer extends AsyncDisposable {
  /** How the tables call it, for instance `Prefect 3.8.8`. */
  readonly name: string;
  /** For instance `http://127.0.0.1:4200/api`. */
  readonly api_url: string;
}

/** A port that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

export interface ProcessOptions {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export interface RunningProcess {
  /** What it has written so far, for errors. */
  readonly output: () => string;
  /** Whether it has ended. */
  readonly hasEnded: () => boolean;
  /** Ends it, by force after `patience_seconds`; resolves when it is gone. */
  stop(patience_seconds?: number): Promise<void>;
}

/** Starts a process whose output is kept for errors. @throws Error when the command cannot be started */
export function startProcess({ command, arguments: words, environment }: ProcessOptions): RunningProcess {
  const child: ChildProcess = spawn(command, words, {
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-QUOTED_CHARACTERS);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      output += error.message;
      resolve();
    });
  });
  return {
    output: () => output,
    hasEnded: () => hasEnded() || child.pid === undefined,
    stop: async (patience_seconds = 20) => {
      if (!hasEnded()) child.kill('SIGINT');
      const forced = setTimeout(() => child.kill('SIGKILL'), patience_seconds * 1_000);
      await ended;
      clearTimeout(forced);
    },
  };
}

/** Waits until the API answers `GET /health`. @throws Error with the process's last words when it ends before */
export async function healthy(api_url: string, running: RunningProcess, patience_seconds: number): Promise<void> {
  const deadline = performance.now() + patience_seconds * 1_000;
  for (;;) {
    if (running.hasEnded())
      throw new Error(`the server at ${api_url} ended before it was healthy:\n${running.output()}`);
    const answer = await fetch(`${api_url}/health`).catch(() => null);
    if (answer?.ok) return;
    if (performance.now() > deadline)
      throw new Error(`the server at ${api_url} was not healthy within ${patience_seconds} s:\n${running.output()}`);
    await sleep(50);
  }
}
