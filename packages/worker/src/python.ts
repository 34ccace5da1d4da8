// worker: how Python flows are started: by the `prefect` package of an environment that is there.
import { accessSync, constants } from 'node:fs';
import { hostname } from 'node:os';
import { delimiter, join } from 'node:path';
import { SubmitError } from '@signalbox/core';

type Environment = Readonly<Record<string, string | undefined>>;

function onPath(program: string, path: string): string | null {
  for (const directory of path.split(delimiter)) {
    if (directory === '') continue;
    try {
      accessSync(join(directory, program), constants.X_OK);
      return join(directory, program);
    } catch {
      // Not in this folder, or not for this user: the next one may have it.
    }
  }
  return null;
}

/**
 * The command that executes a flow run of a Python flow: with the Python that `SIGNALBOX_PYTHON` names, else with the
 * `prefect` on the PATH.
 *
 * @throws SubmitError when there is none, with what to install.
 */
export function pythonCommand(flow_run_id: string, environment: Environment): string[] {
  const words = ['flow-run', 'execute', flow_run_id];
  const python = environment.SIGNALBOX_PYTHON;
  if (python !== undefined && python !== '') return [python, '-m', 'prefect', ...words];
  const prefect = onPath('prefect', environment.PATH ?? '');
  if (prefect !== null) return [prefect, ...words];
  throw new SubmitError(
    `This is a Python flow, and the worker on ${hostname()} finds no \`prefect\` on its PATH. Install Python 3.10 or newer with ` +
      '`pip install prefect` there, or set SIGNALBOX_PYTHON to the Python of an environment that has it, and start the worker again.',
  );
}
