// deploy: runs the docker command. The command and not the daemon's API: it brings BuildKit, .dockerignore, contexts and
// credential helpers as the user has set them up, and speaks with whatever daemon is there.
import { type ProgramOutput, runProgram } from '../steps/run-program.ts';
import { StepError } from '../steps/step-error.ts';
import type { StepSurroundings } from '../steps/step-surroundings.ts';

export type Docker = (words: readonly string[], input?: string) => Promise<ProgramOutput>;

function mendFor(message: string): string | null {
  if (/cannot connect to the docker daemon|is the docker daemon running/i.test(message))
    return 'Start Docker, or let DOCKER_HOST say where it is';
  if (/denied|unauthorized|authentication required|no basic auth/i.test(message))
    return 'Check the credentials of the registry, and that they may write there';
  return null;
}

/** Output goes to `say` as it comes. */
export function dockerIn(step: string, surroundings: StepSurroundings, isQuiet = false): Docker {
  const { directory, env, signal, say } = surroundings;
  return async (words, input) => {
    try {
      const onLine = isQuiet ? undefined : say;
      return await runProgram({ step, words: ['docker', ...words], directory, env, signal, onLine, input });
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      const mend = mendFor(error.message);
      if (mend === null) throw error;
      throw new StepError(step, error.message.replace(`${step}: `, '').replace(/\n\. [^\n]*$/, ''), mend, {
        cause: error,
      });
    }
  };
}
