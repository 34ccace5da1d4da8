// deploy: the steps that install what a project needs: `pip_install_requirements` and `npm_ci`.
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pythonProgram } from './python-program.ts';
import { type ProgramOutput, runProgram } from './run-program.ts';
import type { StepInputs } from './step-catalogue.ts';
import { StepError } from './step-error.ts';
import type { StepSurroundings } from './step-surroundings.ts';

async function needFile(step: string, path: string, mend: string): Promise<void> {
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) throw new StepError(step, `there is no file ${path}`, mend);
}

export async function pipInstallRequirements(
  inputs: StepInputs<'prefect.deployments.steps.pip_install_requirements'>,
  { directory, env, signal, say }: StepSurroundings,
): Promise<ProgramOutput> {
  const step = 'prefect.deployments.steps.pip_install_requirements';
  const folder = resolve(directory, inputs.directory ?? '.');
  const file = inputs.requirements_file ?? 'requirements.txt';
  await needFile(step, resolve(folder, file), 'Correct directory or requirements_file');
  const words = [await pythonProgram(step, env), '-m', 'pip', 'install', '--disable-pip-version-check', '-r', file];
  const onLine = inputs.stream_output === false ? undefined : say;
  return runProgram({ step, words, directory: folder, env, signal, onLine });
}

export async function npmCi(
  inputs: StepInputs<'signalbox.steps.npm_ci'>,
  { directory, env, signal, say }: StepSurroundings,
): Promise<ProgramOutput> {
  const step = 'signalbox.steps.npm_ci';
  const folder = resolve(directory, inputs.directory ?? '.');
  await needFile(step, join(folder, 'package-lock.json'), 'Make it with npm install, and commit it');
  const words = ['npm', 'ci', '--no-audit', '--no-fund', ...(inputs.omit_dev === false ? [] : ['--omit=dev'])];
  const onLine = inputs.stream_output === false ? undefined : say;
  return runProgram({ step, words, directory: folder, env, signal, onLine });
}
