// deploy: the pull step `set_working_directory`.
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { StepError } from './step-error.ts';
import type { StepSurroundings } from './step-surroundings.ts';

export const SET_WORKING_DIRECTORY = 'prefect.deployments.steps.set_working_directory';

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // Not there, or not to be seen by this user: no directory either way.
    return false;
  }
}

export async function setWorkingDirectory(
  inputs: { readonly directory: string },
  surroundings: StepSurroundings,
): Promise<{ directory: string }> {
  const directory = resolve(surroundings.directory, inputs.directory);
  if (await isDirectory(directory)) return { directory };
  const problem = `there is no directory ${directory} on this machine`;
  throw new StepError(SET_WORKING_DIRECTORY, problem, 'Correct the path, or bring the code with git_clone');
}
