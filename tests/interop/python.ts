// tests: programs of the real Prefect package, in an environment of their own.
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Where `prefect==3.8.8` is installed: `PREFECT_VENV`, else `conformance/.venv`, which `.ci/run` makes. */
const venv = process.env.PREFECT_VENV ?? join(ROOT, 'conformance/.venv');

export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

export interface Started {
  readonly output: () => string;
  /** Kills the program and its children at once. */
  kill(): Promise<void>;
}

export interface Workshop extends AsyncDisposable {
  /** A copy of `python-flows`, where programs run. */
  readonly folder: string;
  /** Runs a program of the venv to its end; fails the test with its output unless it exits with 0 or `mayFail` is set. */
  run(program: 'python' | 'prefect', words: readonly string[], options?: { mayFail?: boolean }): Promise<Finished>;
  /** Starts a program that goes on until it is killed or the workshop closes. */
  start(program: 'python' | 'prefect', words: readonly string[]): Started;
}

/**
 * @param api_url the server that Prefect's programs talk to
 * @param settings more environment variables for them
 */
export function openWorkshop(api_url: string, settings: Readonly<Record<string, string>> = {}): Workshop {
  if (!existsSync(join(venv, 'bin/prefect'))) {
    throw new Error(
      `No Prefect at ${venv}: python3 -m venv ${venv} && ${venv}/bin/pip install prefect==3.8.8 fastapi==0.150.0`,
    );
  }
  const home = mkdtempSync(join(tmpdir(), 'signalbox-python-'));
  const folder = join(home, 'flows');
  cpSync(join(import.meta.dirname, 'python-flows'), folder, { recursive: true });
  const environment = {
    ...process.env,
    PATH: `${join(venv, 'bin')}:${process.env.PATH}`,
    PREFECT_HOME: join(home, 'prefect'),
    PREFECT_API_URL: api_url,
    FLOWS: folder,
    PREFECT_SERVER_ANALYTICS_ENABLED: 'false',
    DO_NOT_TRACK: '1',
    NO_COLOR: '1',
    PYTHONUNBUFFERED: '1',
    COLUMNS: '200',
    ...settings,
  };
  const running = new Map<ChildProcess, () => Promise<void>>();
  const launch = (program: string, words: readonly string[]) => {
    const child = spawn(join(venv, 'bin', program), words, { cwd: folder, env: environment, detached: true });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    const finished = new Promise<Finished>((resolve) => {
      child.on('close', (code, signal) => {
        running.delete(child);
        resolve({ code, signal, output });
      });
    });
    const kill = async () => {
      if (running.has(child) && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      await finished;
    };
    running.set(child, kill);
    return { finished, output: () => output, kill };
  };
  return {
    folder,
    run: async (program, words, { mayFail = false } = {}) => {
      const finished = await launch(program, words).finished;
      if (!mayFail && finished.code !== 0)
        throw new Error(
          `${program} ${words.join(' ')} ended with ${finished.code ?? finished.signal}:\n${finished.output}`,
        );
      return finished;
    },
    start: (program, words) => launch(program, words),
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...running.values()].map((kill) => kill()));
      rmSync(home, { recursive: true, force: true });
    },
  };
}
