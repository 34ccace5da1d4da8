// deploy: brings a project into a bucket and back; what is the same on both sides stays where it is.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { StepError } from '../steps/step-error.ts';
import type { StepSurroundings } from '../steps/step-surroundings.ts';
import type { BucketStore } from './bucket-store.ts';
import { projectFiles } from './project-files.ts';

const AT_ONCE = 8;

async function inParallel<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  const rest = items.values();
  const worker = async (): Promise<void> => {
    for (const item of rest) await act(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Null for a file that is not there. */
async function md5Of(file: string): Promise<string | null> {
  const hash = createHash('md5');
  try {
    await pipeline(createReadStream(file), hash);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  return hash.digest('hex');
}

/** With a slash at its end, or nothing for the whole bucket. */
function prefixOf(folder: string): string {
  const trimmed = folder.replace(/^\/+|\/+$/g, '').replace(/^\.(\/|$)/, '');
  return trimmed === '' ? '' : `${trimmed}/`;
}

export interface PushedFiles {
  readonly uploaded: number;
  readonly unchanged: number;
}

export async function pushFiles(
  step: string,
  store: BucketStore,
  folder: string,
  ignore_file: string | null | undefined,
  { directory, signal, say }: StepSurroundings,
): Promise<PushedFiles> {
  const prefix = prefixOf(folder);
  const paths = await projectFiles(step, directory, ignore_file);
  const stored = await store.list(prefix);
  let uploaded = 0;
  await inParallel(paths, async (path) => {
    signal?.throwIfAborted();
    const file = join(directory, path);
    const md5 = await md5Of(file);
    // Gone since it was listed.
    if (md5 === null || stored.get(prefix + path)?.md5 === md5) return;
    await store.upload(prefix + path, file, md5);
    uploaded += 1;
  });
  say(`Uploaded ${uploaded} of ${paths.length} files to ${store.address}/${prefix}; the others were there`);
  return { uploaded, unchanged: paths.length - uploaded };
}

/** @throws StepError for a key that leads out of the directory. */
function placeOf(step: string, directory: string, path: string): string {
  const file = resolve(directory, path);
  if (file.startsWith(directory.endsWith(sep) ? directory : directory + sep)) return file;
  throw new StepError(step, `the key "${path}" leads out of the directory`, 'Remove it from the bucket');
}

export async function pullFiles(
  step: string,
  store: BucketStore,
  folder: string,
  { directory, signal, say }: StepSurroundings,
): Promise<void> {
  const prefix = prefixOf(folder);
  const stored = [...(await store.list(prefix))].filter(([key]) => !key.endsWith('/'));
  if (stored.length === 0)
    throw new StepError(step, `there is nothing in ${store.address}/${prefix}`, 'Push the code, or correct folder');
  let downloaded = 0;
  await inParallel(stored, async ([key, { md5 }]) => {
    signal?.throwIfAborted();
    const file = placeOf(step, directory, key.slice(prefix.length));
    if (md5 !== null && (await md5Of(file)) === md5) return;
    await mkdir(dirname(file), { recursive: true });
    // Under another name first: whoever is killed leaves no half of a file.
    const part = `${file}.part`;
    try {
      await store.download(key, part);
      await rename(part, file);
    } finally {
      await rm(part, { force: true });
    }
    downloaded += 1;
  });
  say(`Downloaded ${downloaded} of ${stored.length} files from ${store.address}/${prefix}; the others were here`);
}
