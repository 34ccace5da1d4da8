// deploy: what would change on the server.
import type { Client } from '@signalbox/client';
import { type Change, type DesiredObject, type Fields, planFrom } from '@signalbox/core';
import type { Project } from '../deploy/resolve-project.ts';
import { type CurrentDeployment, currentObjects, type NamedDeployment } from './current-objects.ts';
import { desiredObjects } from './desired-objects.ts';
import { appliedHash } from './ownership.ts';

export interface ProjectPlan {
  readonly changes: readonly Change[];
  readonly desired: readonly DesiredObject[];
  /** The deployments of the server, by `flow/name`. */
  readonly deployments: ReadonlyMap<string, CurrentDeployment>;
}

export interface PlanProjectOptions {
  /** Whether deployments that the manifest owns and declares no more are to be removed; default false. */
  readonly prune?: boolean;
  /** What `readDeployments` gave a moment ago; by default they are read now. */
  readonly deployments?: readonly NamedDeployment[];
}

const STEP_OUTPUT = /\{\{\s*[\w-]+\.[\w.-]+\s*\}\}/;

/** What the build steps will give is taken to be what they gave: only a change elsewhere makes them run. */
function withBuiltValues(wanted: unknown, current: unknown): unknown {
  if (typeof wanted === 'string') return STEP_OUTPUT.test(wanted) && typeof current === 'string' ? current : wanted;
  if (Array.isArray(wanted))
    return wanted.map((one, index) => withBuiltValues(one, Array.isArray(current) ? current[index] : undefined));
  if (typeof wanted !== 'object' || wanted === null) return wanted;
  const before: Fields = typeof current === 'object' && current !== null ? { ...current } : {};
  return Object.fromEntries(Object.entries(wanted).map(([name, one]) => [name, withBuiltValues(one, before[name])]));
}

/**
 * Compares what a project declares with what the server has. Nothing is written, and no build step runs.
 * With some deployments only, the others that the manifest owns are left out of account.
 */
export async function planProject(
  client: Client,
  project: Project,
  { prune = false, deployments: read }: PlanProjectOptions = {},
): Promise<ProjectPlan> {
  const desired = desiredObjects(project);
  const current = await currentObjects(client, project.manifest, desired, read);
  const deployments = new Map(current.flatMap((one) => ('flow_id' in one ? [[one.key, one] as const] : [])));
  const isBuilt = new Set(
    project.deployments.flatMap(({ declared, flow }) =>
      (declared.build ?? []).length + (declared.push ?? []).length > 0 ? [`${flow.name}/${declared.name}`] : [],
    ),
  );
  const compared = desired.map((one) => {
    const before = deployments.get(one.key)?.fields;
    if (one.kind !== 'deployment' || !before || !isBuilt.has(one.key)) return one;
    return { ...one, fields: { ...one.fields, ...(withBuiltValues(one.fields, before) as Fields) } };
  });
  const isPart = project.deployments.length < project.manifest.deployments.length;
  const owned = isPart ? current.map((one) => ({ ...one, is_owned: false })) : current;
  const hashes = new Map(desired.map((one) => [`${one.kind} ${one.key}`, appliedHash(one)]));
  const changes = planFrom(compared, owned, {
    prune,
    hashOf: ({ kind, key }) => hashes.get(`${kind} ${key}`) ?? '',
  });
  return { changes, desired, deployments };
}
