// signalbox: deploys the project of a folder.
import { resolve } from 'node:path';
import type { Client } from '@signalbox/client';
import { type DeployResult, deploy, manifestFile, readManifest } from '@signalbox/deploy';

export const hasManifest = async (folder: string): Promise<boolean> => (await manifestFile(folder)) !== null;

/** The manifest of a folder; where there is none, the one that could be. */
export const manifestOf = async (folder: string): Promise<string> =>
  (await manifestFile(resolve(folder))) ?? resolve(folder, 'signalbox.yaml');

export const fullName = ({ flow_name, name }: DeployResult): string => `${flow_name}/${name}`;

/** @param manifest its path */
export const deployManifest = async (client: Client, manifest: string): Promise<DeployResult[]> =>
  deploy(client, await readManifest(manifest));
