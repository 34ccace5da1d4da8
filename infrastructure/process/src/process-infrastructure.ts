// process: the kind of infrastructure that runs a job as a process on this machine.
import { setMaxListeners } from 'node:events';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Exit, Handle, Infrastructure, Job, WatchOptions } from '@signalbox/core';
import { findProcess } from './find.ts';
import { lastOutput, readOutput } from './output.ts';
import { makeStateDirectory, type ProcessHandle, readRecord, removeForgotten, removeRecord } from './process-record.ts';
import { Standby, type StandbyOptions } from './standby.ts';
import { stopProcess } from './stop.ts';
import { startProcess } from './submit.ts';
import { endOfChild, endOfFound, type ProcessEnd } from './watch.ts';

/** Seconds that children get which the process left behind when it ended. */
const LEFT_BEHIND_GRACE_SECONDS = 2;

export interface ProcessInfrastructureOptions {
  /** Holds a record and the output of each process that goes on; all workers of one machine may share it. */
  readonly state_directory: string;
  /** What each process gets besides the `env` of its job; by default all that this one has. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Keeps one process ready for jobs of one command; without it each job gets a process from its start. */
  readonly standby?: StandbyOptions;
}

/** Disposed of, it watches no longer: `watch` rejects, and what was started goes on, to be found again. */
export interface ProcessInfrastructure extends Infrastructure, Disposable {}

interface Watched {
  readonly end: Promise<ProcessEnd>;
  /** From where the output is told: for a process that was found again only what comes now. */
  readonly from_byte: number;
}

/**
 * Runs jobs as processes on this machine, each in a process group of its own.
 *
 * @example
 * const infrastructure = processInfrastructure({ state_directory: '/var/lib/signalbox/processes' });
 * const handle = await infrastructure.submit(job);
 * const exit = await infrastructure.watch(handle, { onOutput: console.log });
 */
export function processInfrastructure(options: ProcessInfrastructureOptions): ProcessInfrastructure {
  // A process on standby has another working directory, from which a relative path would lead elsewhere.
  const state_directory = resolve(options.state_directory);
  makeStateDirectory(state_directory);
  removeForgotten(state_directory);
  const standby = options.standby === undefined ? null : new Standby(state_directory, options.standby);
  const started = new Map<string, Watched>();
  const left = new AbortController();
  // Each process that goes on listens.
  setMaxListeners(0, left.signal);
  const keyOf = (handle: Handle): string => `${handle.flow_run_id}.${handle.attempt}`;

  const recordOf = (handle: Handle): ProcessHandle => {
    const record = readRecord(state_directory, handle.flow_run_id, handle.attempt);
    if (record === null)
      throw new Error(`Nothing is known of a process for attempt ${handle.attempt} of flow run ${handle.flow_run_id}.`);
    return record;
  };

  const submit = async (job: Job): Promise<Handle> => {
    const found = findProcess(state_directory, job.flow_run_id, job.attempt);
    if (found !== null) return found;
    const { handle, child } = await startProcess(state_directory, job, standby, options.environment ?? process.env);
    const end = endOfChild(child, left.signal);
    // Whoever watches is told.
    end.catch(() => undefined);
    started.set(keyOf(handle), { end, from_byte: 0 });
    return handle;
  };

  const watch = async (handle: Handle, { onOutput }: WatchOptions = {}): Promise<Exit> => {
    const record = recordOf(handle);
    const { end, from_byte } = started.get(keyOf(handle)) ?? {
      end: endOfFound(record, left.signal),
      from_byte: statSync(record.output_path).size,
    };
    const reader = onOutput && record.stream_output ? readOutput(record.output_path, from_byte, onOutput) : null;
    try {
      const { exit_code, signal } = await end;
      await stopProcess(record, LEFT_BEHIND_GRACE_SECONDS);
      return { exit_code, signal, last_output: lastOutput(record.output_path), reason: null };
    } finally {
      reader?.close();
      started.delete(keyOf(handle));
      if (!left.signal.aborted) removeRecord(state_directory, record);
    }
  };

  return {
    type: 'process',
    runs_in: 'machine',
    submit,
    watch,
    stop: async (handle, grace_seconds) => {
      const record = readRecord(state_directory, handle.flow_run_id, handle.attempt);
      if (record !== null) await stopProcess(record, grace_seconds);
    },
    find: async ({ flow_run_id, attempt }) => findProcess(state_directory, flow_run_id, attempt),
    [Symbol.dispose]: () => {
      left.abort();
      standby?.[Symbol.dispose]();
    },
  };
}
