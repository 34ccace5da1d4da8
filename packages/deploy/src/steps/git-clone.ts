// deploy: the step `git_clone`.
import { mkdir, rm } from 'node:fs/promises';
import { basename, isAbsolute, join, resolve } from 'node:path';
import type { z } from 'zod';
import { bringLargeFiles, WITHOUT_LARGE_FILES } from '../storage/git-large-files.ts';
import { type GitMirror, withMirror } from '../storage/git-mirror.ts';
import { GIT_CLONE, type Git, gitIn, insistently } from '../storage/git-program.ts';
import { remoteCommit } from '../storage/remote-commit.ts';
import { credentialsFromToken, type GitAccess, type GitCredentials, gitAccess } from './git-access.ts';
import { isSshAddress, sshAccess } from './ssh-access.ts';
import { StepError } from './step-error.ts';
import type { GitCloneShape } from './step-shapes.ts';
import type { StepSurroundings } from './step-surroundings.ts';

export type GitCloneInputs = z.output<typeof GitCloneShape>;

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
  if (typeof credentials === 'string' && credentials !== '') return credentialsFromToken(credentials);
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

function reject(problem: string, mend: string): never {
  throw new StepError(GIT_CLONE, problem, mend);
}

export interface OpenAccess extends AsyncDisposable {
  readonly access: GitAccess;
}

/** How to read the repository, for as long as it is not disposed of. @throws StepError for inputs that contradict. */
export async function openAccess(inputs: GitCloneInputs, surroundings: StepSurroundings): Promise<OpenAccess> {
  const refs = [inputs.branch, inputs.tag, inputs.commit_sha].filter((ref) => typeof ref === 'string');
  if (inputs.branch && inputs.tag) reject('branch and tag exclude each other', 'Give one of them');
  for (const text of [inputs.repository, ...refs, ...(inputs.directories ?? [])]) {
    if (text.startsWith('-')) reject(`"${text}" would be read as an option of git`, 'Correct it');
  }
  const credentials = credentialsOf(inputs);
  const access = gitAccess(inputs.repository, credentials, surroundings.env);
  if (access === null) {
    const mend = 'Write the repository as https://…, or remove access_token';
    return reject('an access token works over http and https only', mend);
  }
  if (inputs.ssh_key && !isSshAddress(inputs.repository))
    reject('an SSH key works over SSH only', 'Write the repository as git@host:path, or remove ssh_key');
  const ssh = await sshAccess(inputs, surroundings.directory);
  const secrets = [...access.secrets, ...(inputs.ssh_key ? [inputs.ssh_key] : [])];
  const environment = { ...access.environment, ...ssh.environment };
  return { access: { ...access, environment, secrets }, [Symbol.asyncDispose]: () => ssh[Symbol.asyncDispose]() };
}

const isFullCommit = (text: string): boolean => /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(text);

/** From the repository itself; a server that does not give single commits is asked for everything. */
async function fetchDirectly(git: Git, { branch, tag, commit_sha }: GitCloneInputs): Promise<string> {
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

/** By way of the worker's mirror, which copies what it has. */
async function fetchByMirror(
  git: Git,
  inputs: GitCloneInputs,
  access: GitAccess,
  surroundings: StepSurroundings & { readonly cache_directory: string },
): Promise<string> {
  const { cache_directory, signal } = surroundings;
  const commit = inputs.commit_sha ?? (await remoteCommit(git, access.url, inputs));
  const gitAt = (folder: string): Git => gitIn(folder, access, surroundings);
  const copy = ({ path, reference }: GitMirror): Promise<string> =>
    git('fetch', '--quiet', '--no-tags', '--depth', '1', path, reference);
  await withMirror(access, commit, { cache_directory, signal, gitAt }, copy);
  return commit;
}

async function fetchCommit(
  git: Git,
  inputs: GitCloneInputs,
  access: GitAccess,
  surroundings: StepSurroundings,
): Promise<string> {
  const { cache_directory } = surroundings;
  const isShort = inputs.commit_sha ? !isFullCommit(inputs.commit_sha) : false;
  if (cache_directory === null || isShort) return fetchDirectly(git, inputs);
  return fetchByMirror(git, inputs, access, { ...surroundings, cache_directory });
}

async function bring(
  directory: string,
  inputs: GitCloneInputs,
  access: GitAccess,
  surroundings: StepSurroundings,
): Promise<void> {
  await mkdir(directory, { recursive: true });
  const plain = { ...access, environment: { ...access.environment, ...WITHOUT_LARGE_FILES } };
  const git = gitIn(directory, plain, surroundings);
  await git('init', '--quiet');
  await git('config', 'remote.origin.url', access.url);
  const commit = await fetchCommit(git, inputs, access, surroundings);
  if (inputs.directories && inputs.directories.length > 0)
    await git('sparse-checkout', 'set', '--', ...inputs.directories);
  await git('checkout', '--quiet', '--force', '--detach', commit);
  if (inputs.include_submodules)
    await insistently(() => git('submodule', 'update', '--init', '--recursive', '--depth', '1'));
  if (inputs.lfs !== false) await bringLargeFiles(gitIn(directory, access, surroundings), inputs.lfs === true);
  surroundings.say(`At commit ${(await git('rev-parse', 'HEAD')).trim()}`);
}

/** What a git that was killed leaves behind keeps the next one from working. */
const LEFT_LOCKED =
  /could not lock|\.lock': file exists|unable to create .*\.lock|index file|bad index|not a git repository|is empty|bad object|corrupt|unable to read/i;

/**
 * Brings a repository into a directory below the present one, named after it, and answers that directory. A directory
 * that is there from an earlier time is brought up to date; one that a crash left out of order is made anew.
 */
export async function gitClone(inputs: GitCloneInputs, surroundings: StepSurroundings): Promise<{ directory: string }> {
  if (inputs.reference || inputs.pin)
    reject('reference and pin are decided when it is deployed, and here they still stand', 'Deploy it with signalbox');
  const name = nameOf(inputs);
  if (isAbsolute(name) || name.split(/[/\\]/).includes('..'))
    reject(`"${name}" is not a name for a directory`, 'Write a plain name');
  await using open = await openAccess(inputs, surroundings);
  const directory = resolve(surroundings.directory, name);
  surroundings.say(`Fetching ${open.access.url} into ${directory}`);
  try {
    await bring(directory, inputs, open.access, surroundings);
  } catch (error) {
    if (!(error instanceof StepError) || !LEFT_LOCKED.test(error.message)) throw error;
    await rm(join(directory, '.git'), { recursive: true, force: true });
    await bring(directory, inputs, open.access, surroundings);
  }
  return { directory };
}
