// signalbox: brings the code of a deployment to this machine and says where it lies.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DeploymentResponse } from '@signalbox/contract';

const SET_WORKING_DIRECTORY = 'prefect.deployments.steps.set_working_directory';

type Step = Readonly<Record<string, unknown>>;

/** The folder of a step that does nothing but name one; null for every other step. */
function namedFolder(step: Step): string | null {
  const inputs = step[SET_WORKING_DIRECTORY];
  if (Object.keys(step).length !== 1 || typeof inputs !== 'object' || inputs === null) return null;
  const directory = 'directory' in inputs ? inputs.directory : null;
  return typeof directory === 'string' && !directory.includes('{{') ? directory : null;
}

/** Where steps lead that only name folders which exist; null when more has to be done, or said. */
function namedByAll(steps: readonly Step[], start: string): string | null {
  const folders = steps.map(namedFolder);
  if (!folders.every((name) => name !== null)) return null;
  const folder = folders.reduce((current, name) => resolve(current, name), start);
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true ? folder : null;
}

/** Runs the deployment's pull steps and goes where they lead. */
export async function codeFolder({
  pull_steps,
  path,
}: Pick<DeploymentResponse, 'pull_steps' | 'path'>): Promise<string> {
  const start = resolve(path ?? '.');
  const steps = pull_steps ?? [];
  // Most deployments only name a folder: that is found here, without the time that loading the steps takes.
  const folder = namedByAll(steps, start) ?? (await (await import('./pull-code.ts')).pullCode(steps, start));
  process.chdir(folder);
  return folder;
}
