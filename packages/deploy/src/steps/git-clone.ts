// deploy: the pull step `git_clone`.
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { basename, isAbsolute, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { z } from 'zod';
import type { GitCloneShape } from '../manifest/manifest-schema.ts';
import { credentialsFromToken, type GitAccess, type GitCredentials, gitAccess, withoutSecrets } from './git-access.ts';
import { StepError } from './step-error.ts';
import type { StepSurroundings } from './step-surroundings.ts';

export const GIT_CLONE = 'prefect.deployments.steps.git_clone';

type GitCloneInputs = z.output<typeof GitCloneShape>;

const run = promisify(execFile);
const ATTEMPTS = 3;
const PAUSE_MILLISECONDS = 1_000;

/** Faults of the network, which a further try may mend. */
const PASSING =
  /could not resolve host|timed out|connection (refused|reset)|early eof|rpc failed|returned error: 5\d\d|remote end hung up/i;

function nameOf({ repository, branch, tag, clone_directory_name }: GitCloneInputs): string {
  if (clone_directory_name) return clone_directory_name;
  const name = basename(repository.replace(/[/\\]+$/, ''))
    .replace(/\.git$/, '')
    .replace(/^.*:/, '');
  return [name, (branch ?? tag)?.replaceAll('/', '-')].filter((part) => part !== undefined).join('-');
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** From a token, or from the block of a git host: its token and, where there is one, its user. */
function credentialsOf({ access_token, credentials }: GitCloneInputs): GitCredentials | null {
  if (access_token) return credentialsFromToken(access_token);
  if (!isRecord(credentials)) return null;
  const password = [credentials.token, credentials.access_token, credentials.password].find(
    (text) => typeof text === 'string' && text !== '',
  );
  if (typeof password !== 'string') return null;
  return {
    ...credentialsFromToken(password),
    ...(typeof credentials.username === 'string' ? { username: credentials.username } : {}),
  };
}

function reject(problem: string, mend: string, cause?: unknown): never {
  throw new StepError(GIT_CLONE, problem, mend, { cause });
}

function accessOf(inputs: GitCloneInputs, surroundings: StepSurroundings): GitAccess {
  const refs = [inputs.branch, inputs.tag, inputs.commit_sha].filter((ref) => typeof ref === 'string');
  if (inputs.branch && inputs.tag) reject('branch and tag exclude each other', 'Give one of them');
  for (const text of [inputs.repository, ...refs, ...(inputs.directories ?? [])]) {
    if (text.startsWith('-')) reject(`"${text}" would be read as an option of git`, 'Correct it');
  }
  const access = gitAccess(inputs.repository, credentialsOf(inputs), surroundings.env);
  return (
    access ??
    reject(
      'an access token works over http and https only',
      'Write the repository as https://…, or remove access_token',
    )
  );
}

type Git = (...words: readonly string[]) => Promise<string>;

function gitIn(directory: string, access: GitAccess, surroundings: StepSurroundings): Git {
  const env = { ...surroundings.env, ...access.environment };
  return async (...words) => {
    try {
      const { stdout } = await run('git', ['-C', directory, ...words], { env, signal: surroundings.signal });
      return stdout;
    } catch (error) {
      surroundings.signal?.throwIfAborted();
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
        return reject('there is no git on this machine', 'Install it', undefined);
      }
      const printed = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
      // Without the cause: its message holds what git was started with.
      return reject(
        withoutSecrets(printed, access.secrets),
        `Check that ${access.url} exists, its branch or commit, and that the token may read it`,
      );
    }
  };
}

async function insistently(act: () => Promise<string>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await act();
      return;
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof StepError) || !PASSING.test(error.message)) throw error;
      await wait(PAUSE_MILLISECONDS * attempt);
    }
  }
}

/** Fetches only what is needed; a server that does not give single commits is asked for everything. */
async function fetchRef(git: Git, { branch, tag, commit_sha }: GitCloneInputs): Promise<string> {
  const ref = commit_sha ?? (tag ? `refs/tags/${tag}` : (branch ?? 'HEAD'));
  try {
    await insistently(() => git('fetch', '--depth', '1', 'origin', ref));
    return 'FETCH_HEAD';
  } catch (error) {
    if (!commit_sha) throw error;
    await insistently(() => git('fetch', '--tags', 'origin', '+refs/heads/*:refs/remotes/origin/*'));
    return commit_sha;
  }
}

/**
 * Brings a repository into a directory below the present one, named after it, and answers that directory. A directory
 * that is there from an earlier time is brought up to date.
 */
export async function gitClone(inputs: GitCloneInputs, surroundings: StepSurroundings): Promise<{ directory: string }> {
  const access = accessOf(inputs, surroundings);
  const name = nameOf(inputs);
  if (isAbsolute(name) || name.split(/[/\\]/).includes('..'))
    reject(`"${name}" is not a name for a directory`, 'Write a plain name');
  const directory = resolve(surroundings.directory, name);
  surroundings.say(`Fetching ${access.url} into ${directory}`);
  await mkdir(directory, { recursive: true });
  const git = gitIn(directory, access, surroundings);
  await git('init', '--quiet');
  await git('config', 'remote.origin.url', access.url);
  const commit = await fetchRef(git, inputs);
  if (inputs.directories && inputs.directories.length > 0)
    await git('sparse-checkout', 'set', '--', ...inputs.directories);
  await git('checkout', '--quiet', '--force', '--detach', commit);
  if (inputs.include_submodules)
    await insistently(() => git('submodule', 'update', '--init', '--recursive', '--depth', '1'));
  surroundings.say(`At commit ${(await git('rev-parse', 'HEAD')).trim()}`);
  return { directory };
}
