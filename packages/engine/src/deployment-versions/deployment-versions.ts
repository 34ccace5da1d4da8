// engine: telling the versions of deployments, and going back to one.
import {
  type ContentDifference,
  type DeploymentContent,
  type DeploymentId,
  type DeploymentSchedule,
  type DeploymentVersion,
  type DeploymentVersionWithContent,
  notFound,
} from '@signalbox/contract';
import { contentText, differences } from '@signalbox/core';
import {
  type Database,
  findDeploymentVersion,
  findLatestDeploymentVersion,
  findStoredDeployment,
  listDeploymentSchedules,
  listDeploymentVersions as listRows,
} from '@signalbox/store';
import type { Kysely } from 'kysely';
import { replaceSchedules } from '../deployment-schedules/schedules.ts';
import { setDeploymentContent } from '../deployments/deployments.ts';
import type { Engine } from '../engine.ts';
import { keepVersion } from './keep-version.ts';

/** The newest first. @throws ApiError `not_found` */
export async function listDeploymentVersions(
  { store }: Engine,
  id: DeploymentId,
  limit: number,
): Promise<DeploymentVersion[]> {
  if (!(await findStoredDeployment(store.read, id))) throw notFound('Deployment');
  return listRows(store.read, id, limit);
}

/** @throws ApiError `not_found` when it is not kept, or never was */
export async function readDeploymentVersion(
  database: Kysely<Database>,
  id: DeploymentId,
  number: number,
): Promise<DeploymentVersionWithContent> {
  const version = await findDeploymentVersion(database, id, number);
  if (!version) throw notFound(`Version ${number} of the deployment`);
  return version;
}

/**
 * What must change for version `since` to say what version `number` says.
 * @param since by default the version before it; before the first there was nothing
 * @throws ApiError `not_found`
 */
export async function deploymentDifferences(
  { store }: Engine,
  id: DeploymentId,
  number: number,
  since: number = number - 1,
): Promise<ContentDifference[]> {
  const after = await readDeploymentVersion(store.read, id, number);
  const before = since === 0 ? null : await readDeploymentVersion(store.read, id, since);
  return differences(before?.content ?? {}, after.content).map((one) => ({ ...one, path: [...one.path] }));
}

type Schedule = DeploymentContent['schedules'][number];

/** Whoever has switched a schedule off since then wants it to stay off. */
function asSwitchedNow(schedule: Schedule, current: readonly DeploymentSchedule[]): Schedule {
  const same = current.find((one) =>
    schedule.slug === null ? contentText(one.schedule) === contentText(schedule.schedule) : one.slug === schedule.slug,
  );
  return same ? { ...schedule, active: same.active } : schedule;
}

/**
 * Makes the deployment what it was, as a new version.
 * @throws ApiError `not_found` for the deployment, the version, or a work pool that is gone
 */
export function restoreDeploymentVersion(engine: Engine, id: DeploymentId, number: number): Promise<DeploymentVersion> {
  return engine.write(async (unit) => {
    const before = await findStoredDeployment(unit.transaction, id);
    if (!before) throw notFound('Deployment');
    const { content } = await readDeploymentVersion(unit.transaction, id, number);
    await setDeploymentContent(unit, before, content);
    const current = await listDeploymentSchedules(unit.transaction, id);
    const schedules = content.schedules.map((schedule) => ({ ...asSwitchedNow(schedule, current), replaces: null }));
    await replaceSchedules(unit, id, schedules);
    await keepVersion(unit, id, number);
    const latest = await findLatestDeploymentVersion(unit.transaction, id);
    if (!latest) throw new Error(`deployment ${id} has no version right after one was written`);
    return latest;
  });
}
