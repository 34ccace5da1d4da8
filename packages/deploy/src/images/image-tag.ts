// deploy: the tag of an image where the manifest gives none.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { tagFrom } from './image-name.ts';

const run = promisify(execFile);

const stamp = (now: Date): string => now.toISOString().slice(0, 19).toLowerCase().replaceAll(/[:]/g, '-');

/**
 * The tag of the commit, else the first 12 characters of the commit; with the time behind it where files differ from
 * the commit. Outside of a git repository the time alone.
 */
export async function defaultTag(
  directory: string,
  env: Readonly<Record<string, string | undefined>>,
  now = new Date(),
): Promise<string> {
  const git = async (...words: string[]): Promise<string | null> => {
    try {
      return (await run('git', ['-C', directory, ...words], { env })).stdout.trim();
    } catch {
      // No git, no repository, no commit or no tag: the next answer is tried.
      return null;
    }
  };
  const commit = await git('rev-parse', 'HEAD');
  if (commit === null) return stamp(now);
  const name = (await git('describe', '--tags', '--exact-match')) ?? commit.slice(0, 12);
  const isClean = (await git('status', '--porcelain', '--', '.')) === '';
  return isClean ? tagFrom(name) : tagFrom(`${name}-${stamp(now)}`);
}
