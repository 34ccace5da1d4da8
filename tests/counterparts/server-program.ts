// tests: starts a server that is not ours, and ends it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { eventually } from '@signalbox/testkit';

const PATIENCE_MS = 60_000;
const TOOLS = join(import.meta.dirname, '../../.cache/counterparts');

/** The path of a program that `install.sh` brings. A test that needs one and has none fails. */
export function counterpart(path: string): string {
  const found = join(TOOLS, path);
  if (existsSync(found)) return found;
  throw new Error(`There is no ${found}. Run tests/counterparts/install.sh.`);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true));
    socket.on('error', () => resolve(false));
    socket.on('close', () => socket.destroy());
    socket.on('connect', () => socket.end());
  });

export interface ServerProgram extends AsyncDisposable {
  readonly port: number;
  readonly output: () => string;
}

/** Waits until it listens on `port`. */
export async function startServer(
  port: number,
  [program = '', ...words]: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  isListening: () => Promise<boolean> = () => answers(port),
): Promise<ServerProgram> {
  const child = spawn(program, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => resolve());
    child.on('error', (error) => {
      output += error.message;
      resolve();
    });
  });
  const end = async (): Promise<void> => {
    child.kill('SIGTERM');
    const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(patience);
  };
  try {
    await eventually(
      `${program} to listen`,
      async () => {
        if (child.exitCode !== null) throw new Error(`${program} ended:\n${output}`);
        return isListening();
      },
      PATIENCE_MS,
    );
  } catch (error) {
    await end();
    throw error;
  }
  return { port, output: () => output, [Symbol.asyncDispose]: end };
}
