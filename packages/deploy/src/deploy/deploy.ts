// deploy: makes the deployments of a manifest, all of them checked before the first is written.
import { resolve } from 'node:path';
import { type Client, NotFoundError } from '@signalbox/client';
import type { DeploymentId, FlowId } from '@signalbox/contract';
import { findReferences } from '@signalbox/core';
import type { DeclaredDeployment, ManifestNotice } from '../manifest/manifest.ts';
import { manifestFrom } from '../manifest/manifest-from.ts';
import type { ManifestSource } from '../manifest/manifest-source.ts';
import { manifestReferences } from '../manifest/placeholders.ts';
import { meantName } from '../names/nearest-name.ts';
import { settledPullSteps } from '../storage/settled-pull-steps.ts';
import { checkDeployments } from './check-deployments.ts';
import { createBody, type ReadyDeployment, updateBody } from './deployment-body.ts';
import { preparedDeployments } from './prepared-deployments.ts';
import { readReferences } from './read-references.ts';
import { writeTriggers } from './write-triggers.ts';

export interface DeployOptions {
  /** Only these deployments, by name or by `flow/name`; all by default. */
  readonly names?: readonly string[];
  /** Entrypoints are relative to it; by default the directory of the manifest. */
  readonly directory?: string;
  /** For `{{ $NAME }}` and for the loading of flows; by default that of this process. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Gets what is not wrong and people should know, for instance a field that is not read; nobody does by default. */
  readonly onNotice?: (notice: ManifestNotice) => void;
  /** Seconds that loading the flow files may take; 60 by default. */
  readonly load_timeout_seconds?: number;
}

export interface DeployResult {
  readonly deployment_id: DeploymentId;
  readonly flow_name: string;
  readonly name: string;
  readonly entrypoint: string;
  readonly version: string;
  readonly work_pool_name: string;
  readonly outcome: 'created' | 'updated';
}

/** A deployment was asked for that the manifest does not declare. */
export class UnknownDeploymentError extends Error {
  override readonly name = 'UnknownDeploymentError';

  constructor(asked: string, file: string, known: readonly string[]) {
    super(`${file} declares no deployment "${asked}". ${meantName(asked, known)}`);
  }
}

const lastPart = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

function selected(
  declared: readonly DeclaredDeployment[],
  names: readonly string[] | undefined,
  file: string,
): readonly DeclaredDeployment[] {
  if (names === undefined) return declared;
  const known = declared.map(({ name }) => name);
  for (const asked of names) {
    if (!known.includes(lastPart(asked))) throw new UnknownDeploymentError(asked, file, known);
  }
  return declared.filter(({ name }) => names.some((asked) => lastPart(asked) === name));
}

/** Those that were asked for with the name of their flow, now that it is known. */
function ofAskedFlows(
  ready: readonly ReadyDeployment[],
  names: readonly string[] | undefined,
  file: string,
): readonly ReadyDeployment[] {
  if (names === undefined) return ready;
  const full = ({ declared, flow }: ReadyDeployment): string => `${flow.name}/${declared.name}`;
  for (const asked of names) {
    const isThere = !asked.includes('/') || ready.some((one) => full(one) === asked);
    if (!isThere) throw new UnknownDeploymentError(asked, file, ready.map(full));
  }
  return ready.filter((one) => names.includes(one.declared.name) || names.includes(full(one)));
}

async function existing(client: Client, flow_name: string, deployment_name: string): Promise<DeploymentId | null> {
  try {
    return (await client.deployments.read_by_name({ params: { flow_name, deployment_name } })).id;
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

async function write(client: Client, ready: ReadyDeployment, flow_id: FlowId): Promise<DeployResult> {
  const { declared, flow, version_info } = ready;
  const found = await existing(client, flow.name, declared.name);
  if (found !== null) await client.deployments.update({ params: { id: found }, body: updateBody(ready) });
  const deployment_id = found ?? (await client.deployments.create({ body: createBody(ready, flow_id) })).id;
  if (found !== null || declared.triggers.length > 0) await writeTriggers(client, deployment_id, declared.triggers);
  return {
    deployment_id,
    flow_name: flow.name,
    name: declared.name,
    entrypoint: declared.entrypoint,
    version: version_info.version,
    work_pool_name: declared.work_pool.name,
    outcome: found === null ? 'created' : 'updated',
  };
}

/** With the branch, tag or commit that the pull steps leave to this moment. */
async function settled(
  client: Client,
  ready: ReadyDeployment,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ReadyDeployment> {
  const { declared, directory } = ready;
  if (declared.pull === null) return ready;
  const blocks = await readReferences(client, findReferences(declared.pull));
  return {
    ...ready,
    declared: { ...declared, pull: await settledPullSteps(declared.pull, { directory, env, blocks }) },
  };
}

/**
 * Makes or changes the deployments of a manifest. Everything is checked first: the manifest, its placeholders, that each
 * flow loads, the parameters, the work pools. When anything is wrong nothing is written. Then build and push steps are
 * carried out. Of the manifest only its deployments are written.
 *
 * @throws ManifestRejectedError with all that is wrong, each with its place and mend.
 * @throws UnknownDeploymentError for a name that the manifest does not declare.
 * @throws StepError when a step fails, or a commit is to be pinned and the repository does not tell it.
 * @example const results = await deploy(client, await readManifest('prefect.yaml'));
 */
export async function deploy(
  client: Client,
  source: ManifestSource,
  options: DeployOptions = {},
): Promise<DeployResult[]> {
  const directory = resolve(options.directory ?? source.directory);
  const environment = options.environment ?? process.env;
  const found = await readReferences(client, manifestReferences(source));
  const manifest = manifestFrom(source, { environment, found });
  for (const notice of manifest.notices) options.onNotice?.(notice);
  const asked = selected(manifest.deployments, options.names, source.file);
  const surroundings = { directory, environment, timeout_seconds: options.load_timeout_seconds ?? 60 };
  const checked = ofAskedFlows(await checkDeployments(client, source, asked, surroundings), options.names, source.file);
  const prepared = await preparedDeployments(client, checked, environment);
  const ready = await Promise.all(prepared.map((one) => settled(client, one, environment)));
  const flows = new Map<string, FlowId>();
  const results: DeployResult[] = [];
  for (const one of ready) {
    const flow_id = flows.get(one.flow.name) ?? (await client.flows.create({ body: { name: one.flow.name } })).id;
    flows.set(one.flow.name, flow_id);
    results.push(await write(client, one, flow_id));
  }
  return results;
}
