// deploy: runs git, and says what went wrong without the secrets it was given.
import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type GitAccess, withoutSecrets } from '../steps/git-access.ts';
import { StepError } from '../steps/step-error.ts';

export const GIT_CLONE = 'prefect.deployments.steps.git_clone';

/** Runs git with these words and answers what it prints. */
export type Git = (...words: readonly string[]) => Promise<string>;

interface GitSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal | undefined;
}

const run = promisify(execFile);

const ATTEMPTS = 3;
const PAUSE_MILLISECONDS = 1_000;
const LARGEST_OUTPUT = 64 * 1024 * 1024;

/** Faults of the network, which a further try may mend. */
const PASSING =
  /could not resolve host|failed to connect|couldn't connect|timed out|connection (refused|reset)|early eof|rpc failed|returned error: 5\d\d|remote end hung up|too slow/i;

/** Those that ask for a user or a password, or refuse the ones they got. */
const REFUSED =
  /authentication failed|could not read (username|password)|returned error: 40[13]|permission denied|access denied/i;

function mendFor(printed: string, url: string): string {
  if (REFUSED.test(printed)) return `Check that the token or key for ${url} is right and may read it`;
  if (/host key verification failed/i.test(printed))
    return "Give the host's line as ssh_known_hosts, or add it to the known_hosts file";
  if (PASSING.test(printed)) return `Check that ${url} can be reached from this machine`;
  return `Check that ${url} exists, its branch or commit, and that the token may read it`;
}

/** A connection that says nothing for a minute is given up. */
const PATIENCE = { GIT_HTTP_LOW_SPEED_LIMIT: '1', GIT_HTTP_LOW_SPEED_TIME: '60' };

export function gitIn(directory: string, access: GitAccess, { env, signal }: GitSurroundings): Git {
  const surroundings = { ...PATIENCE, ...env, ...access.environment };
  return async (...words) => {
    try {
      const options = { env: surroundings, signal, maxBuffer: LARGEST_OUTPUT };
      return (await run('git', ['-C', directory, ...words], options)).stdout;
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
        throw new StepError(GIT_CLONE, 'there is no git on this machine', 'Install it');
      const printed = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
      // Without the cause: its message holds what git was started with.
      throw new StepError(GIT_CLONE, withoutSecrets(printed, access.secrets), mendFor(printed, access.url));
    }
  };
}

/** Tries again when the network was at fault. */
export async function insistently<Result>(act: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof StepError) || !PASSING.test(error.message)) throw error;
      await wait(PAUSE_MILLISECONDS * attempt);
    }
  }
}
