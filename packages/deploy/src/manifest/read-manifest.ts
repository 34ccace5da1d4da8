// deploy: reads a manifest from its file.
import { readFile } from 'node:fs/promises';
import { ManifestMissingError } from './errors.ts';
import { type ManifestSource, manifestSourceFrom } from './manifest-source.ts';

/**
 * Reads `prefect.yaml`. What its values mean is checked by `deploy` and `manifestFrom`.
 *
 * @throws ManifestMissingError when there is no such file, ManifestRejectedError when it is not YAML.
 * @example const source = await readManifest('prefect.yaml');
 */
export async function readManifest(file: string): Promise<ManifestSource> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new ManifestMissingError(file, error);
  }
  return manifestSourceFrom(text, file);
}
