// signalbox: deploys the project of a folder.
import { resolve } from 'node:path';
import type { Client } from '@signalbox/client';
import {
  type DeployResult,
  deploy,
  type ManifestNotice,
  type ManifestSource,
  manifestFile,
  readManifest,
} from '@signalbox/deploy';

export interface Project {
  /** The path of the manifest. */
  readonly manifest: string;
  /** Only these deployments; undefined for all. */
  readonly names?: readonly string[] | undefined;
}

export const hasManifest = async (folder: string): Promise<boolean> => (await manifestFile(folder)) !== null;

/** The manifest of a folder; where there is none, the one that could be. */
export const manifestOf = async (folder: string): Promise<string> =>
  (await manifestFile(resolve(folder))) ?? resolve(folder, 'signalbox.yaml');

export const fullName = ({ flow_name, name }: DeployResult): string => `${flow_name}/${name}`;

export async function deployProject(client: Client, { manifest, names }: Project): Promise<DeployResult[]> {
  return deploySource(client, await readManifest(manifest), names);
}

/** Only the deployments of these names; undefined for all. */
export function deploySource(
  client: Client,
  source: ManifestSource,
  names: readonly string[] | undefined,
  onNotice: (notice: ManifestNotice) => void = () => {},
): Promise<DeployResult[]> {
  return deploy(client, source, { onNotice, ...(names !== undefined && { names }) });
}
