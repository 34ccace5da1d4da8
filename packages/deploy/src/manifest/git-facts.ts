// deploy: what `{{ signalbox.git.… }}` stands for.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gitReference } from '../storage/git-reference.ts';
import { publicUrl, repositoryOf } from '../versions/repository-url.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What is known of the commit that a manifest is read from. Texts are empty where git knows nothing. */
export interface GitFacts {
  readonly commit: string;
  /** The first 8 characters of the commit. */
  readonly short_commit: string;
  readonly branch: string;
  /** The tag of the commit. */
  readonly tag: string;
  /** `acme/etl` */
  readonly repository: string;
  /** The URL of the remote `origin`, without user and password. */
  readonly url: string;
  /** The first line of the commit's message. */
  readonly message: string;
  readonly author: string;
  /** Whether files differ from the commit. */
  readonly dirty: boolean;
}

export const GIT_FACTS: readonly (keyof GitFacts)[] = [
  'commit',
  'short_commit',
  'branch',
  'tag',
  'repository',
  'url',
  'message',
  'author',
  'dirty',
];

const run = promisify(execFile);
const SHORT = 8;

/**
 * Null outside of a repository, and of one without a commit. The branch and the tag are those of `GIT_BRANCH` and
 * `BUILD_TAG` where a build server sets them.
 */
export async function gitFacts(directory: string, env: Environment): Promise<GitFacts | null> {
  const git = async (...words: string[]): Promise<string> => {
    try {
      return (await run('git', ['-C', directory, ...words], { env })).stdout.trim();
    } catch {
      // No git, no repository, no tag or no remote: there is nothing to say.
      return '';
    }
  };
  const commit = await git('rev-parse', 'HEAD');
  if (commit === '') return null;
  const [reference, tag, remote, log, status] = await Promise.all([
    gitReference(directory, env),
    git('describe', '--tags', '--exact-match', 'HEAD'),
    git('remote', 'get-url', 'origin'),
    git('log', '-1', '--pretty=%s%n%an'),
    git('status', '--porcelain', '--untracked-files=no'),
  ]);
  const [message = '', author = ''] = log.split('\n');
  return {
    commit,
    short_commit: commit.slice(0, SHORT),
    branch: reference?.kind === 'branch' ? reference.name : '',
    tag: reference?.kind === 'tag' ? reference.name : tag,
    repository: repositoryOf(publicUrl(remote)),
    url: publicUrl(remote),
    message,
    author,
    dirty: status !== '',
  };
}
