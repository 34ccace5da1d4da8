// deploy: which file of a folder is its manifest.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ManifestMissingError } from './errors.ts';

/** The first that is there is the manifest. */
const NAMES = [
  'signalbox.config.ts',
  'signalbox.config.mts',
  'signalbox.config.js',
  'signalbox.config.mjs',
  'signalbox.yaml',
  'signalbox.yml',
  'prefect.yaml',
  'prefect.yml',
] as const;

/** Folders with one file for each environment. */
const ENVIRONMENT_FOLDERS = ['environments', 'deployments'] as const;

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function firstFile(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) if (await isFile(path)) return path;
  return null;
}

/** The file of one environment: `environments/NAME.yaml` or `deployments/NAME.yaml`; null: there is none. */
export function environmentFile(folder: string, environment: string): Promise<string | null> {
  const files = ENVIRONMENT_FOLDERS.flatMap((room) =>
    ['yaml', 'yml'].map((end) => join(folder, room, `${environment}.${end}`)),
  );
  return firstFile(files);
}

/** The manifest of a folder; null: there is none. */
export const manifestFile = (folder: string): Promise<string | null> =>
  firstFile(NAMES.map((name) => join(folder, name)));

/** @throws ManifestMissingError when a folder has no manifest. */
export function missingManifest(folder: string): ManifestMissingError {
  return new ManifestMissingError(join(folder, 'signalbox.yaml'), `none of ${NAMES.join(', ')} is there`);
}
