// deploy: the step `run_shell_script`.
import { resolve } from 'node:path';
import { type ProgramOutput, runProgram } from './run-program.ts';
import { expandVariables, splitWords } from './split-words.ts';
import type { StepInputs } from './step-catalogue.ts';
import { StepError } from './step-error.ts';
import type { StepSurroundings } from './step-surroundings.ts';

const STEP = 'prefect.deployments.steps.run_shell_script';

function commandsOf(script: string, shell: boolean): readonly (readonly string[])[] {
  if (shell) return [process.platform === 'win32' ? ['cmd.exe', '/c', script] : ['/bin/sh', '-c', script]];
  try {
    return script
      .split('\n')
      .map(splitWords)
      .filter((words) => words.length > 0);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new StepError(STEP, error.message, 'End it, or write shell: true', { cause: error });
  }
}

/** Each line is a command of its own, as in Prefect; with `shell` the whole is one script for the shell. */
export async function runShellScript(
  inputs: StepInputs<'prefect.deployments.steps.run_shell_script'>,
  surroundings: StepSurroundings,
): Promise<ProgramOutput> {
  const { script, directory, expand_env_vars, shell } = inputs;
  const env = { ...surroundings.env, ...inputs.env };
  const text = expand_env_vars ? expandVariables(script, env) : script;
  const outputs: ProgramOutput[] = [];
  for (const words of commandsOf(text, shell === true)) {
    const output = await runProgram({
      step: STEP,
      words,
      directory: resolve(surroundings.directory, directory ?? '.'),
      env,
      signal: surroundings.signal,
      onLine: inputs.stream_output === false ? undefined : surroundings.say,
    });
    outputs.push(output);
  }
  const joined = (which: keyof ProgramOutput): string =>
    outputs
      .map((output) => output[which])
      .filter((part) => part !== '')
      .join('\n');
  return { stdout: joined('stdout'), stderr: joined('stderr') };
}
