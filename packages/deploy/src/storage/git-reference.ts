// deploy: which branch, tag or commit the working tree stands for.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface GitReference {
  readonly kind: 'tag' | 'branch' | 'commit';
  readonly name: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const run = promisify(execFile);

async function git(directory: string, env: Environment, ...words: string[]): Promise<string | null> {
  try {
    return (await run('git', ['-C', directory, ...words], { env })).stdout.trim();
  } catch {
    // No git, no repository, or no branch that is active: the next answer is tried.
    return null;
  }
}

/** Build servers write branches in full. */
const shortName = (name: string): string => name.replace(/^refs\/(heads|tags|remotes\/[^/]+)\/|^origin\//, '');

/**
 * The tag BUILD_TAG, else the branch GIT_BRANCH, else the active branch, else the commit. Null outside of a repository.
 */
export async function gitReference(directory: string, env: Environment): Promise<GitReference | null> {
  if (env.BUILD_TAG) return { kind: 'tag', name: shortName(env.BUILD_TAG) };
  if (env.GIT_BRANCH) return { kind: 'branch', name: shortName(env.GIT_BRANCH) };
  const branch = await git(directory, env, 'symbolic-ref', '--quiet', '--short', 'HEAD');
  if (branch) return { kind: 'branch', name: branch };
  const commit = await git(directory, env, 'rev-parse', 'HEAD');
  return commit ? { kind: 'commit', name: commit } : null;
}
