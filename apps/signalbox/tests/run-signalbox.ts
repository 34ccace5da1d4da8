// signalbox: runs the real command line for tests, with a home of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';

const BIN = join(import.meta.dirname, '../bin/signalbox.js');

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly cwd?: string;
}

export interface CommandLine {
  readonly home: string;
  /** Runs a command to its end. */
  run(words: readonly string[], options?: RunOptions): Promise<Finished>;
  /** Runs a command and reads the JSON that it writes. */
  json<Value>(words: readonly string[], options?: RunOptions): Promise<Value>;
  /** Starts a command that goes on; it is ended with the test. */
  start(words: readonly string[], options?: RunOptions): ChildProcess;
}

/** A command line whose profiles, database and records lie in a temporary folder. */
export function commandLine(context: TestContext, api_url?: string): CommandLine {
  const home = mkdtempSync(join(tmpdir(), 'signalbox-cli-test-'));
  const children: ChildProcess[] = [];
  context.after(async () => {
    for (const child of children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    rmSync(home, { recursive: true, force: true });
  });
  const start = (words: readonly string[], { env = {}, cwd = home }: RunOptions = {}): ChildProcess => {
    const child = spawn(process.execPath, [BIN, ...words], {
      cwd,
      env: {
        PATH: process.env.PATH ?? '',
        HOME: home,
        SIGNALBOX_HOME: home,
        ...(process.env.NODE_COMPILE_CACHE !== undefined && { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE }),
        ...(api_url !== undefined && { SIGNALBOX_API_URL: api_url }),
        ...env,
      },
    });
    children.push(child);
    return child;
  };
  const run = async (words: readonly string[], options: RunOptions = {}): Promise<Finished> => {
    const child = start(words, options);
    child.stdin?.end(options.input ?? '');
    const [stdout, stderr, [code]] = await Promise.all([
      child.stdout ? text(child.stdout) : '',
      child.stderr ? text(child.stderr) : '',
      once(child, 'close'),
    ]);
    return { code, stdout, stderr };
  };
  return {
    home,
    start,
    run,
    json: async (words, options) => {
      const { code, stdout, stderr } = await run(['-o', 'json', ...words], options);
      if (code !== 0) throw new Error(`signalbox ${words.join(' ')} ended with ${code}: ${stderr}`);
      return JSON.parse(stdout);
    },
  };
}
