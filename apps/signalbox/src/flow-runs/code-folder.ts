// signalbox: brings the code of a deployment to this machine and says where it lies.
import { resolve } from 'node:path';
import type { DeploymentResponse } from '@signalbox/contract';
import { CommandError } from '../command-error.ts';

const SET_WORKING_DIRECTORY = 'prefect.deployments.steps.set_working_directory';

type Step = Readonly<Record<string, unknown>>;

/** The folder of a step that only names one; null for every other step. */
function namedFolder(step: Step): string | null {
  const inputs = step[SET_WORKING_DIRECTORY];
  if (Object.keys(step).length !== 1 || typeof inputs !== 'object' || inputs === null) return null;
  return 'directory' in inputs && typeof inputs.directory === 'string' ? inputs.directory : null;
}

function unknownStep(steps: readonly Step[]): never {
  const names = steps.flatMap((step) => Object.keys(step));
  throw new CommandError(`Of the pull steps ${names.join(', ')} only ${SET_WORKING_DIRECTORY} is known.`);
}

/** Runs the deployment's pull steps and goes where they lead. */
export async function codeFolder({
  pull_steps,
  path,
}: Pick<DeploymentResponse, 'pull_steps' | 'path'>): Promise<string> {
  const steps = pull_steps ?? [];
  // Most deployments only name a folder: that is done here, without the time that loading all steps takes.
  const folders = steps.map(namedFolder);
  const folder = folders.every((name) => name !== null)
    ? folders.reduce((current, name) => resolve(current, name), resolve(path ?? '.'))
    : unknownStep(steps);
  process.chdir(folder);
  return folder;
}
