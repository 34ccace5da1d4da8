// engine: a version is kept whenever what a deployment says has changed.
import type { DeploymentId, Uuid } from '@signalbox/contract';
import { newId } from '@signalbox/core';
import {
  deleteDeploymentVersions,
  findDeployment,
  findLatestDeploymentVersion,
  findStoredDeployment,
  insertDeploymentVersion,
} from '@signalbox/store';
import type { Unit } from '../engine.ts';
import { contentOf, hashOf } from './deployment-content.ts';

/** Versions of a deployment that are kept; what is older is forgotten. */
const KEPT_AT_MOST = 100;

/**
 * Keeps what the deployment says now as a version, unless the last one says the same.
 * @param restored_from the number of the version that was brought back, which is always kept as a new one
 */
export async function keepVersion(unit: Unit, id: DeploymentId, restored_from: number | null = null): Promise<void> {
  const deployment = await findDeployment(unit.transaction, id, unit.now);
  const stored = await findStoredDeployment(unit.transaction, id);
  if (!deployment || !stored) throw new Error(`deployment ${id} is missing while its version is kept`);
  const content = contentOf(deployment, stored);
  const content_hash = hashOf(content);
  const latest = await findLatestDeploymentVersion(unit.transaction, id);
  if (latest?.content_hash === content_hash && restored_from === null) return;
  const number = (latest?.number ?? 0) + 1;
  await insertDeploymentVersion(unit.transaction, {
    id: newId<Uuid>(),
    deployment_id: id,
    number,
    created: unit.now,
    version: deployment.version,
    content_hash,
    restored_from,
    content,
  });
  await deleteDeploymentVersions(unit.transaction, id, number - KEPT_AT_MOST);
}

/** Does what may change a deployment, and keeps a version when it did. @param work tells whether it changed something */
export async function keepingVersions(unit: Unit, id: DeploymentId, work: () => Promise<boolean>): Promise<void> {
  // One that was made before versions were kept has none, and must not lose what it was.
  if (!(await findLatestDeploymentVersion(unit.transaction, id))) await keepVersion(unit, id);
  if (await work()) await keepVersion(unit, id);
}
