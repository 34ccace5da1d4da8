// deploy: repositories as a worker keeps them between runs: what a run needs is fetched once, whoever needs it next.
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { GitAccess } from '../steps/git-access.ts';
import { withFileLock } from './file-lock.ts';
import type { Git } from './git-program.ts';

export interface GitMirror {
  /** A bare repository that has the commit under `reference`. */
  readonly path: string;
  readonly reference: string;
}

interface MirrorSurroundings {
  readonly cache_directory: string;
  readonly signal: AbortSignal | undefined;
  readonly gitAt: (directory: string) => Git;
}

/** What nobody asked for in so many days goes away, and a mirror is made anew after as many: it only ever grows. */
const KEPT_DAYS = 30;
const DAY_MILLISECONDS = 86_400_000;

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** A key of this cache alone, so that names of folders tell nothing of tokens. */
async function keyOf(cache_directory: string): Promise<Buffer> {
  const path = join(cache_directory, 'key');
  const read = (): Promise<Buffer | null> =>
    readFile(path).catch((error: unknown) => {
      if (isMissing(error)) return null;
      throw error;
    });
  const make = async (): Promise<Buffer> => {
    const there = await read();
    if (there !== null) return there;
    const key = randomBytes(32);
    // Under another name first: nobody ever reads a part of it.
    await writeFile(`${path}.new`, key, { mode: 0o600 });
    await rename(`${path}.new`, path);
    return key;
  };
  return (await read()) ?? withFileLock(`${path}.lock`, make);
}

/** Each token has mirrors of its own: nobody gets from the cache what the host would not give them. */
async function folderOf(cache_directory: string, access: GitAccess): Promise<string> {
  const identity = createHmac('sha256', await keyOf(cache_directory))
    .update([access.url, ...access.secrets].join('\n'))
    .digest('hex')
    .slice(0, 24);
  const name = basename(access.url)
    .replace(/\.git$/, '')
    .replaceAll(/[^\w.-]/g, '-');
  return join(cache_directory, `${name}-${identity}`);
}

async function ageDays(path: string): Promise<number | null> {
  try {
    return (Date.now() - (await stat(path)).mtimeMs) / DAY_MILLISECONDS;
  } catch {
    // Not there: it has no age.
    return null;
  }
}

/** Away in one step, so that a git that still works in it harms nothing. */
async function discard(folder: string): Promise<void> {
  const away = `${folder}.${randomUUID()}.gone`;
  try {
    await rename(folder, away);
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  await rm(away, { recursive: true, force: true });
}

async function discardUnused(cache_directory: string): Promise<void> {
  for (const name of await readdir(cache_directory)) {
    const folder = join(cache_directory, name);
    if (name.endsWith('.gone')) await rm(folder, { recursive: true, force: true });
    const age = await ageDays(join(folder, 'used'));
    if (age !== null && age > KEPT_DAYS) await discard(folder);
  }
}

async function has(git: Git, reference: string): Promise<boolean> {
  try {
    await git('rev-parse', '--verify', '--quiet', `${reference}^{commit}`);
    return true;
  } catch {
    // Not there, or not in order: it is fetched.
    return false;
  }
}

async function fetchInto(git: Git, url: string, commit: string, reference: string): Promise<void> {
  try {
    await git('fetch', '--quiet', '--no-tags', '--depth', '1', url, `${commit}:${reference}`);
  } catch {
    // A server that does not give single commits is asked for everything.
    await git('fetch', '--quiet', '--tags', url, '+refs/heads/*:refs/heads/*');
    await git('update-ref', reference, commit);
  }
}

async function makeOrUpdate(
  folder: string,
  access: GitAccess,
  commit: string,
  surroundings: MirrorSurroundings,
): Promise<void> {
  const age = await ageDays(join(folder, 'made'));
  if (age === null || age > KEPT_DAYS) {
    await discard(folder);
    await discardUnused(surroundings.cache_directory);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const git = surroundings.gitAt(folder);
    await git('init', '--quiet', '--bare');
    // Nothing is packed away while others copy from it.
    await git('config', 'gc.auto', '0');
    await writeFile(join(folder, 'made'), '');
  }
  await fetchInto(surroundings.gitAt(folder), access.url, commit, `refs/signalbox/${commit}`);
}

/**
 * Calls `copy` with a mirror that has the commit. Any number of processes may ask at once: one fetches, the others find
 * what it fetched. A mirror that a crash left out of order is made anew, by whoever finds it so while all others wait:
 * else one would throw away what another has just mended.
 */
export async function withMirror(
  access: GitAccess,
  commit: string,
  surroundings: MirrorSurroundings,
  copy: (mirror: GitMirror) => Promise<unknown>,
): Promise<void> {
  const { cache_directory, signal, gitAt } = surroundings;
  const path = await folderOf(cache_directory, access);
  const mirror = { path, reference: `refs/signalbox/${commit}` };
  const isThere = async (): Promise<boolean> =>
    (await ageDays(join(path, 'made'))) !== null && (await has(gitAt(path), mirror.reference));
  const bring = async (): Promise<void> => {
    if (!(await isThere())) await makeOrUpdate(path, access, commit, surroundings);
  };
  const bringAndCopy = async (): Promise<void> => {
    await bring();
    await copy(mirror);
  };
  const mendAndCopy = async (): Promise<void> => {
    try {
      await bringAndCopy();
    } catch {
      signal?.throwIfAborted();
      await discard(path);
      await bringAndCopy();
    }
  };
  try {
    if (!(await isThere())) await withFileLock(`${path}.lock`, bring, signal);
    await copy(mirror);
  } catch {
    signal?.throwIfAborted();
    await withFileLock(`${path}.lock`, mendAndCopy, signal);
  }
  await writeFile(join(path, 'used'), '');
}
