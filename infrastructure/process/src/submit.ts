// process: starts a job as a process group of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Job, SubmitError } from '@signalbox/core';
import { processConfiguration } from './configuration.ts';
import { MARK_VARIABLE } from './process-group.ts';
import { outputPath, type ProcessHandle, writeRecord } from './process-record.ts';
import { processStart } from './process-start.ts';
import type { Standby } from './standby.ts';

export interface StartedProcess {
  readonly handle: ProcessHandle;
  readonly child: ChildProcess;
}

function workingDirectory(
  state_directory: string,
  { flow_run_id, attempt }: Job,
  working_dir: string | null,
): { directory: string; temporary: boolean } {
  if (working_dir === null) {
    const directory = join(state_directory, `${flow_run_id}.${attempt}.folder`);
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    return { directory, temporary: true };
  }
  if (!statSync(working_dir, { throwIfNoEntry: false })?.isDirectory())
    throw new SubmitError(
      `The folder ${working_dir} does not exist on ${hostname()}. Create it, or change working_dir in the job variables of the deployment or the work pool.`,
    );
  return { directory: working_dir, temporary: false };
}

function startError(command: string, error: unknown): SubmitError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const reason =
    code === 'ENOENT'
      ? `${command} is not installed on ${hostname()}, or not on the PATH of the worker.`
      : code === 'EACCES'
        ? `${command} may not be executed by the user of the worker.`
        : `${error instanceof Error ? error.message : String(error)}.`;
  return new SubmitError(`The process could not be started: ${reason}`, { cause: error });
}

/** The output goes to a file, not to a pipe: the process outlives a worker that dies, and its last words stay. */
async function spawnProcess(job: Job, directory: string, output_path: string, env: NodeJS.ProcessEnv) {
  const [program = '', ...words] = job.command;
  const output = openSync(output_path, 'a', 0o600);
  try {
    const child = spawn(program, words, {
      cwd: directory,
      env,
      detached: true,
      stdio: ['ignore', output, output],
    });
    if (child.pid === undefined) await new Promise((_, reject) => child.once('error', reject));
    return child;
  } catch (error) {
    rmSync(output_path, { force: true });
    throw startError(program, error);
  } finally {
    closeSync(output);
  }
}

export async function startProcess(
  state_directory: string,
  job: Job,
  standby: Standby | null,
  inherited: NodeJS.ProcessEnv,
): Promise<StartedProcess> {
  if (job.command.length === 0)
    throw new SubmitError('The command of the job is empty. Set `command` in the job variables, or leave it out.');
  const { working_dir, stream_output } = processConfiguration(job.configuration);
  const { directory, temporary } = workingDirectory(state_directory, job, working_dir);
  const output_path = outputPath(state_directory, job.flow_run_id, job.attempt);
  const env = { ...job.env, [MARK_VARIABLE]: `${job.flow_run_id}.${job.attempt}` };
  try {
    const child =
      standby?.take(job.command, output_path, { directory, env }) ??
      (await spawnProcess(job, directory, output_path, { ...inherited, ...env }));
    const pid = child.pid ?? 0;
    const handle: ProcessHandle = {
      flow_run_id: job.flow_run_id,
      attempt: job.attempt,
      identifier: `${hostname()}:${pid}`,
      pid,
      started: processStart(pid),
      output_path,
      temporary_directory: temporary ? directory : null,
      stream_output,
    };
    writeRecord(state_directory, handle);
    return { handle, child };
  } catch (error) {
    if (temporary) rmSync(directory, { recursive: true, force: true });
    throw error;
  }
}
