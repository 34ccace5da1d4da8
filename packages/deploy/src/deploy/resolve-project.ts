// deploy: from a manifest that was read to what it declares, all of it checked.
import { resolve } from 'node:path';
import type { Client } from '@signalbox/client';
import { findReferences } from '@signalbox/core';
import type { DeclaredDeployment, Manifest, ManifestNotice } from '../manifest/manifest.ts';
import { manifestFrom } from '../manifest/manifest-from.ts';
import type { ManifestSource } from '../manifest/manifest-source.ts';
import { manifestReferences } from '../manifest/placeholders.ts';
import { meantName } from '../names/nearest-name.ts';
import { settledPullSteps } from '../storage/settled-pull-steps.ts';
import { checkDeployments } from './check-deployments.ts';
import type { ReadyDeployment } from './deployment-body.ts';
import { readReferences } from './read-references.ts';

export interface ProjectOptions {
  /** Only these deployments, by name or by `flow/name`; all by default. */
  readonly names?: readonly string[] | undefined;
  /** Entrypoints are relative to it; by default the directory of the manifest. */
  readonly directory?: string;
  /** For `{{ $NAME }}` and for the loading of flows; by default that of this process. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Gets what is not wrong and people should know, for instance a field that is not read; nobody does by default. */
  readonly onNotice?: (notice: ManifestNotice) => void;
  /** Seconds that loading the flow files may take; 60 by default. */
  readonly load_timeout_seconds?: number;
}

export interface Project {
  readonly manifest: Manifest;
  /** Those that were asked for. */
  readonly deployments: readonly ReadyDeployment[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A deployment was asked for that the manifest does not declare. */
export class UnknownDeploymentError extends Error {
  override readonly name = 'UnknownDeploymentError';

  constructor(asked: string, file: string, known: readonly string[]) {
    super(`${file} declares no deployment "${asked}". ${meantName(asked, known)}`);
  }
}

const lastPart = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

export const fullNameOf = ({ declared, flow }: ReadyDeployment): string => `${flow.name}/${declared.name}`;

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
  for (const asked of names) {
    const isThere = !asked.includes('/') || ready.some((one) => fullNameOf(one) === asked);
    if (!isThere) throw new UnknownDeploymentError(asked, file, ready.map(fullNameOf));
  }
  return ready.filter((one) => names.includes(one.declared.name) || names.includes(fullNameOf(one)));
}

/** With the branch, tag or commit that the pull steps leave to this moment. */
export async function settledDeployment(
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
 * Checks the manifest, its placeholders, that each flow loads, the parameters, the work pools.
 * @throws ManifestRejectedError with all that is wrong, each with its place and mend.
 * @throws UnknownDeploymentError for a name that the manifest does not declare.
 * @throws StepError when a commit is to be pinned and the repository does not tell it.
 */
export async function resolveProject(
  client: Client,
  source: ManifestSource,
  options: ProjectOptions = {},
): Promise<Project> {
  const directory = resolve(options.directory ?? source.directory);
  const environment = options.environment ?? process.env;
  const found = await readReferences(client, manifestReferences(source));
  const manifest = manifestFrom(source, { environment, found });
  for (const notice of manifest.notices) options.onNotice?.(notice);
  const asked = selected(manifest.deployments, options.names, source.file);
  const surroundings = { directory, environment, timeout_seconds: options.load_timeout_seconds ?? 60 };
  const pools = manifest.workPools.map(({ body }) => body.name);
  const checked = ofAskedFlows(
    await checkDeployments(client, source, asked, surroundings, pools),
    options.names,
    source.file,
  );
  const deployments = await Promise.all(checked.map((one) => settledDeployment(client, one, environment)));
  return { manifest, deployments, environment };
}
