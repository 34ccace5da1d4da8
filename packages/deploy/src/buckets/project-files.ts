// deploy: which files of a project go into a bucket.
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { StepError } from '../steps/step-error.ts';

const IGNORE_FILES = ['.signalboxignore', '.prefectignore'];

/** Where the project says nothing itself. */
const BY_DEFAULT = ['node_modules/', '.venv/', '__pycache__/', '*.pyc', '.DS_Store'];

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function rulesOf(step: string, directory: string, ignore_file: string | null | undefined): Promise<Ignore> {
  const rules = ignore().add('.git');
  // The name that Prefect takes by default need not be there.
  const asked = ignore_file && ignore_file !== '.prefectignore' ? ignore_file : null;
  for (const name of asked === null ? IGNORE_FILES : [asked]) {
    const text = await textOf(resolve(directory, name));
    if (text !== null) return rules.add(text);
  }
  if (asked === null) return rules.add(BY_DEFAULT);
  throw new StepError(step, `there is no ignore file ${resolve(directory, asked)}`, 'Correct ignore_file');
}

/**
 * The paths of the files below the directory, with `/`, in order, without what `.signalboxignore` or else
 * `.prefectignore` leaves out (in the manner of `.gitignore`). `.git` is never among them.
 */
export async function projectFiles(
  step: string,
  directory: string,
  ignore_file: string | null | undefined,
): Promise<readonly string[]> {
  const rules = await rulesOf(step, directory, ignore_file);
  const found: string[] = [];
  const look = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = relative(directory, join(folder, entry.name)).split(sep).join('/');
      if (rules.ignores(entry.isDirectory() ? `${path}/` : path)) continue;
      if (entry.isDirectory()) await look(join(folder, entry.name));
      else if (entry.isFile()) found.push(path);
    }
  };
  await look(directory);
  return found.sort();
}
