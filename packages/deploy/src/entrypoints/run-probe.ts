// deploy: runs a program that reports lines of JSON on file descriptor 3.
import { spawn } from 'node:child_process';

export interface ProbeSurroundings {
  /** Entrypoints are relative to it. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly timeout_seconds: number;
}

export interface Probe extends ProbeSurroundings {
  readonly command: string;
  readonly arguments: readonly string[];
}

export interface ProbeOutcome {
  readonly reports: readonly unknown[];
  /** The end of what the program printed. */
  readonly output: string;
  /** Null when a signal ended it. */
  readonly exit_code: number | null;
  /** How it ended, for what it gave no report of. */
  readonly ending: string;
}

const OUTPUT_KEPT = 2_000;

/** Rejects with the system's error when the program cannot be started. */
export function runProbe(probe: Probe): Promise<ProbeOutcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(probe.command, probe.arguments, {
      cwd: probe.directory,
      env: probe.environment,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    let output = '';
    let reported = '';
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, probe.timeout_seconds * 1_000);
    const keep = (chunk: unknown): void => {
      output = (output + String(chunk)).slice(-OUTPUT_KEPT);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.stdio[3]?.on('data', (chunk) => {
      reported += String(chunk);
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (exit_code, signal) => {
      clearTimeout(timer);
      const lines = reported.split('\n').filter((line) => line !== '');
      const ending = isLate
        ? `it did not load within ${probe.timeout_seconds} s`
        : `it ended the process with ${signal ?? `exit code ${exit_code}`} while it was loaded`;
      resolve({ reports: lines.map((line): unknown => JSON.parse(line)), output: output.trim(), exit_code, ending });
    });
  });
}
