// process: what is kept on disk of a process that was started, for the worker that comes after a restart.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Handle } from '@signalbox/core';
import { processStart } from './process-start.ts';

export interface ProcessHandle extends Handle {
  readonly pid: number;
  /** What `processStart` said of the pid; null when the process was gone before it could be asked. */
  readonly started: string | null;
  /** The file that stdout and stderr go to. */
  readonly output_path: string;
  /** The folder made for the run, removed with it; null when the job named its own. */
  readonly temporary_directory: string | null;
  /** Whether its output is passed on line by line. */
  readonly stream_output: boolean;
}

const pathOf = (state_directory: string, flow_run_id: string, attempt: number): string =>
  join(state_directory, `${flow_run_id}.${attempt}.json`);

export const outputPath = (state_directory: string, flow_run_id: string, attempt: number): string =>
  join(state_directory, `${flow_run_id}.${attempt}.out`);

export function makeStateDirectory(state_directory: string): void {
  mkdirSync(state_directory, { recursive: true, mode: 0o700 });
}

// Synchronous: between the start of the process and its record nothing else of this worker may run, nor fail.
export function writeRecord(state_directory: string, handle: ProcessHandle): void {
  const path = pathOf(state_directory, handle.flow_run_id, handle.attempt);
  writeFileSync(`${path}.new`, JSON.stringify(handle), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

export function readRecord(state_directory: string, flow_run_id: string, attempt: number): ProcessHandle | null {
  try {
    return JSON.parse(readFileSync(pathOf(state_directory, flow_run_id, attempt), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Removes all that the process left on disk. */
export function removeRecord(state_directory: string, handle: ProcessHandle): void {
  rmSync(handle.output_path, { force: true });
  if (handle.temporary_directory !== null) rmSync(handle.temporary_directory, { recursive: true, force: true });
  rmSync(pathOf(state_directory, handle.flow_run_id, handle.attempt), { force: true });
}

/** Long after its end no worker watches a process any more, also none that shares the folder with this one. */
const FORGOTTEN_SECONDS = 3600;

/** Removes what is left of processes that ended while no worker was there, and whose runs no worker asks for. */
export function removeForgotten(state_directory: string): void {
  for (const name of readdirSync(state_directory)) {
    const [, flow_run_id, attempt] = /^(.+)\.(\d+)\.json$/.exec(name) ?? [];
    const record = flow_run_id === undefined ? null : readRecord(state_directory, flow_run_id, Number(attempt));
    if (record === null || processStart(record.pid) === record.started) continue;
    const written = statSync(record.output_path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - written > FORGOTTEN_SECONDS * 1000) removeRecord(state_directory, record);
  }
}
