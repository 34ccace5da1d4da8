// deploy: which Python runs what is written in Python.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { StepError } from './step-error.ts';

const run = promisify(execFile);

/** SIGNALBOX_PYTHON, else the first of `python3` and `python` that starts. @throws StepError where there is none. */
export async function pythonProgram(step: string, env: Readonly<Record<string, string | undefined>>): Promise<string> {
  const asked = env.SIGNALBOX_PYTHON;
  for (const program of asked ? [asked] : ['python3', 'python']) {
    try {
      await run(program, ['-c', ''], { env });
      return program;
    } catch {
      // Not there, or not able to start: the next one is tried.
    }
  }
  const problem = asked ? `SIGNALBOX_PYTHON=${asked} does not start` : 'there is no Python on this machine';
  throw new StepError(step, problem, 'Install Python 3, or put its path into SIGNALBOX_PYTHON');
}
