// process: what the job template of a process pool says beyond command, env, labels and name.
import { SubmitError } from '@signalbox/core';

export interface ProcessConfiguration {
  /** Where the process runs; null makes a temporary folder that goes with the run. */
  readonly working_dir: string | null;
  readonly stream_output: boolean;
}

export function processConfiguration(configuration: Readonly<Record<string, unknown>>): ProcessConfiguration {
  const { working_dir = null, stream_output = true } = configuration;
  if (working_dir !== null && typeof working_dir !== 'string')
    throw new SubmitError(
      `The job variable working_dir must be the path of a folder, not ${JSON.stringify(working_dir)}.`,
    );
  if (stream_output !== null && typeof stream_output !== 'boolean')
    throw new SubmitError(
      `The job variable stream_output must be true or false, not ${JSON.stringify(stream_output)}.`,
    );
  return { working_dir: working_dir === '' ? null : working_dir, stream_output: stream_output ?? true };
}
