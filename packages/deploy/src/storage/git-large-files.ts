// deploy: the files of a repository that Git LFS keeps elsewhere.
import { StepError } from '../steps/step-error.ts';
import { GIT_CLONE, type Git, insistently } from './git-program.ts';

/** Checkouts leave pointers, whatever the machine's own settings are: the files are brought afterwards, or not at all. */
export const WITHOUT_LARGE_FILES = { GIT_LFS_SKIP_SMUDGE: '1' };

async function hasLargeFiles(git: Git): Promise<boolean> {
  const listed = (await git('ls-files', '-z', '--', '.gitattributes', '**/.gitattributes')).split('\0');
  for (const path of listed.filter((one) => one !== '')) {
    if ((await git('show', `HEAD:${path}`)).includes('filter=lfs')) return true;
  }
  return false;
}

/** Where `isAskedFor`, they are brought without looking whether there are any. */
export async function bringLargeFiles(git: Git, isAskedFor: boolean): Promise<void> {
  if (!isAskedFor && !(await hasLargeFiles(git))) return;
  try {
    await git('lfs', 'version');
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    const mend = 'Install git-lfs, or write lfs: false to go without these files';
    throw new StepError(GIT_CLONE, 'the repository has files in Git LFS, and this machine has no git-lfs', mend);
  }
  // Its filter, for this clone alone: without one the files stay pointers.
  await git('lfs', 'install', '--local', '--skip-repo');
  await insistently(() => git('lfs', 'pull'));
}
