// deploy: which commit a branch or tag of a remote repository is at.
import { StepError } from '../steps/step-error.ts';
import { GIT_CLONE, type Git, insistently } from './git-program.ts';

export interface WantedReference {
  readonly branch?: string | null | undefined;
  readonly tag?: string | null | undefined;
}

/** What a name may mean, the first that exists: a branch, a tag with a message, a plain tag. */
function candidates({ branch, tag }: WantedReference): readonly string[] {
  if (tag) return [`refs/tags/${tag}^{}`, `refs/tags/${tag}`];
  if (branch) return [`refs/heads/${branch}`, `refs/tags/${branch}^{}`, `refs/tags/${branch}`];
  return ['HEAD'];
}

/** The commit, asked of the repository at this moment. @throws StepError that names the branch or tag. */
export async function remoteCommit(git: Git, url: string, wanted: WantedReference): Promise<string> {
  const names = candidates(wanted);
  const printed = await insistently(() => git('ls-remote', url, ...names));
  const found = new Map(
    printed
      .split('\n')
      .map((line) => line.split('\t'))
      .map(([commit = '', name = '']) => [name, commit] as const),
  );
  const commit = names.map((name) => found.get(name)).find((one) => one !== undefined);
  if (commit !== undefined) return commit;
  const { branch, tag } = wanted;
  if (tag) throw new StepError(GIT_CLONE, `${url} has no tag "${tag}"`, 'Correct it, or push the tag');
  if (branch)
    throw new StepError(GIT_CLONE, `${url} has no branch or tag "${branch}"`, 'Correct it, or push the branch');
  throw new StepError(GIT_CLONE, `${url} has no commit yet`, 'Push one');
}
