// deploy: reads a manifest from its file.
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { settledSource } from '../environments/settle-source.ts';
import { configSourceFrom } from './config-source.ts';
import { ManifestMissingError } from './errors.ts';
import { environmentFile, manifestFile, missingManifest } from './find-manifest.ts';
import type { ManifestSource } from './manifest-source.ts';
import { manifestSourceFrom } from './yaml-source.ts';

export interface ReadManifestOptions {
  /**
   * The environment that is chosen, as by `--env`. By default that which `branches` has for the git branch; none where
   * the manifest has no `branches`.
   */
  readonly environmentName?: string | undefined;
  /** For `signalbox.config.ts` and for `{{ $NAME }}` in URLs; by default that of this process. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  /** Seconds that loading `signalbox.config.ts` may take; 60 by default. */
  readonly load_timeout_seconds?: number | undefined;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function yamlSource(file: string): Promise<ManifestSource> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new ManifestMissingError(file, error);
  }
  return manifestSourceFrom(text, file);
}

async function sourceOf(file: string, options: ReadManifestOptions): Promise<ManifestSource> {
  if (!/\.[mc]?[jt]s$/.test(file)) return yamlSource(file);
  const { environment = process.env, load_timeout_seconds = 60 } = options;
  if (!(await stat(file).catch(() => null))?.isFile()) throw new ManifestMissingError(file, 'no such file');
  return configSourceFrom(file, environment, load_timeout_seconds);
}

const declaresEnvironments = ({ values }: ManifestSource): boolean =>
  typeof values === 'object' && values !== null && 'environments' in values;

/** A file of `environments/` or `deployments/` belongs to the folder above it. */
async function ofEnvironmentFile(file: string, environment: string): Promise<ManifestSource> {
  return { ...(await yamlSource(file)), directory: dirname(dirname(resolve(file))), environment };
}

/**
 * Reads a manifest: a file, or of a folder the first of `signalbox.config.ts`, `signalbox.yaml`, `prefect.yaml`. An
 * environment that the manifest does not declare is read from `environments/NAME.yaml` or `deployments/NAME.yaml`
 * beside it. What its values mean is checked by `manifestFrom`.
 *
 * @throws ManifestMissingError when there is no such file.
 * @throws ManifestRejectedError when it cannot be read, or there is no such environment.
 * @example const source = await readManifest('.', { environmentName: 'staging' });
 */
export async function readManifest(path: string, options: ReadManifestOptions = {}): Promise<ManifestSource> {
  const { environmentName, environment = process.env } = options;
  const isWhole = await isFolder(path);
  const folder = isWhole ? path : dirname(path);
  const file = isWhole ? await manifestFile(path) : path;
  const source = file === null ? null : await sourceOf(file, options);
  const settling = { environmentName: environmentName ?? null, environment };
  if (source !== null && (environmentName === undefined || declaresEnvironments(source)))
    return settledSource(source, settling);
  const alone = environmentName === undefined ? null : await environmentFile(folder, environmentName);
  if (alone !== null && environmentName !== undefined) {
    const own = await ofEnvironmentFile(alone, environmentName);
    const settled = await settledSource(own, { ...settling, environmentName: null });
    return { ...settled, environment: environmentName };
  }
  if (source !== null) return settledSource(source, settling);
  throw missingManifest(join(folder));
}
