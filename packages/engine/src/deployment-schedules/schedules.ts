// engine: when the runs of a deployment are due.
import {
  ApiError,
  type DeploymentId,
  type DeploymentSchedule,
  DeploymentScheduleCreate,
  type DeploymentScheduleId,
  type DeploymentScheduleUpdate,
  notFound,
} from '@signalbox/contract';
import { newId } from '@signalbox/core';
import {
  deleteDeploymentSchedule as deleteRow,
  deleteUnstartedRuns,
  findStoredDeployment,
  insertDeploymentSchedule,
  listDeploymentSchedules,
  serialize,
  type UnstartedRuns,
  updateDeploymentSchedule as updateRow,
} from '@signalbox/store';
import { keepingVersions } from '../deployment-versions/keep-version.ts';
import type { Engine, Unit } from '../engine.ts';
import { changesOf } from '../events/resource-event.ts';
import { anchored, checkSchedule, isAsAsked } from './schedule-content.ts';

/** Takes back runs that have not started: their times or their values may no longer hold. */
export async function withdrawRuns(unit: Unit, which: UnstartedRuns): Promise<void> {
  await serialize(unit.transaction, 'deployments', which.deployment_id);
  await deleteUnstartedRuns(unit.transaction, which);
  unit.afterCommit(() => unit.wakeUps.wake('service:scheduler'));
}

/** Makes a schedule within a unit of work. @throws ApiError `unprocessable` */
async function addSchedule(
  unit: Unit,
  deployment_id: DeploymentId,
  create: DeploymentScheduleCreate,
): Promise<DeploymentSchedule> {
  checkSchedule(create);
  const { replaces: _replaces, ...columns } = create;
  const schedule = {
    ...columns,
    schedule: anchored(create.schedule, unit.now),
    id: newId<DeploymentScheduleId>(),
    deployment_id,
    created: unit.now,
    updated: unit.now,
  };
  await insertDeploymentSchedule(unit.transaction, schedule);
  unit.afterCommit(() => unit.wakeUps.wake('service:scheduler'));
  return schedule;
}

async function removeSchedule(unit: Unit, deployment_id: DeploymentId, id: DeploymentScheduleId): Promise<boolean> {
  if (!(await deleteRow(unit.transaction, { deployment_id, id }))) return false;
  await withdrawRuns(unit, { deployment_id, schedule_id: id });
  return true;
}

/** Runs that are due already stay, unless the schedule is switched off. Whether something differed. */
async function changeSchedule(
  unit: Unit,
  deployment_id: DeploymentId,
  before: DeploymentSchedule,
  update: DeploymentScheduleUpdate,
): Promise<boolean> {
  checkSchedule(update);
  const { replaces: _replaces, active, schedule, slug, ...rest } = update;
  const patch = {
    ...rest,
    ...(slug && { slug }),
    ...(typeof active === 'boolean' && { active }),
    ...(schedule && { schedule: anchored(schedule, unit.now) }),
  };
  if (!changesOf(before, patch)) return false;
  await updateRow(unit.transaction, { deployment_id, id: before.id }, { ...patch, updated: unit.now });
  const after = patch.active === false ? {} : { after: unit.now };
  await withdrawRuns(unit, { deployment_id, schedule_id: before.id, ...after });
  return true;
}

/**
 * Makes the schedules of a deployment those that are given. One with a slug that is there already, or that says which
 * one it replaces, changes that one; unchanged ones keep their runs. Whether something differed.
 * @throws ApiError `unprocessable`
 */
export async function replaceSchedules(
  unit: Unit,
  deployment_id: DeploymentId,
  wanted: readonly DeploymentScheduleCreate[],
): Promise<boolean> {
  let isChanged = false;
  const left = new Map(
    (await listDeploymentSchedules(unit.transaction, deployment_id)).map((schedule) => [schedule.id, schedule]),
  );
  for (const create of wanted) {
    const slug = create.replaces ?? create.slug;
    const match = [...left.values()].find((schedule) =>
      slug === null ? isAsAsked(schedule, create) : schedule.slug === slug,
    );
    if (match) left.delete(match.id);
    if (match && isAsAsked(match, create)) continue;
    isChanged = true;
    if (match) await changeSchedule(unit, deployment_id, match, create);
    else await addSchedule(unit, deployment_id, create);
  }
  for (const id of left.keys()) await removeSchedule(unit, deployment_id, id);
  return isChanged || left.size > 0;
}

/**
 * Where every schedule that is there has a slug, changes or adds by slug and leaves the others; else the given ones take
 * the place of all. Whether something differed.
 * @throws ApiError `unprocessable` for a schedule that cannot be told from the others
 */
export async function mergeSchedules(
  unit: Unit,
  deployment_id: DeploymentId,
  given: readonly DeploymentScheduleUpdate[],
): Promise<boolean> {
  const known = await listDeploymentSchedules(unit.transaction, deployment_id);
  if (known.length === 0 || known.some(({ slug }) => slug === null)) {
    return replaceSchedules(unit, deployment_id, given.map(createFrom));
  }
  if (given.some(({ slug }) => !slug))
    throw new ApiError(
      'unprocessable',
      'schedules: give each schedule the slug of the one it changes, or a new one: without it they cannot be told apart.',
    );
  let isChanged = false;
  for (const update of given) isChanged = (await mergeSchedule(unit, deployment_id, known, update)) || isChanged;
  return isChanged;
}

async function mergeSchedule(
  unit: Unit,
  deployment_id: DeploymentId,
  known: readonly DeploymentSchedule[],
  update: DeploymentScheduleUpdate,
): Promise<boolean> {
  const match =
    known.find(({ slug }) => slug === update.replaces) ?? known.find(({ slug }) => slug === update.slug) ?? null;
  if (match !== null) return changeSchedule(unit, deployment_id, match, update);
  await addSchedule(unit, deployment_id, createFrom(update));
  return true;
}

/** @throws ApiError `unprocessable` for a new schedule that says nothing of its times */
function createFrom(update: DeploymentScheduleUpdate): DeploymentScheduleCreate {
  const { schedule, active, ...rest } = update;
  if (!schedule)
    throw new ApiError(
      'unprocessable',
      `schedules: there is no schedule with the slug ${JSON.stringify(update.slug ?? null)} to change, and for a new one \`schedule\` is missing.`,
    );
  return DeploymentScheduleCreate.parse({ ...rest, schedule, ...(typeof active === 'boolean' && { active }) });
}

async function checkDeployment(unit: Unit, id: DeploymentId): Promise<void> {
  if (!(await findStoredDeployment(unit.transaction, id))) throw notFound('Deployment');
}

/** @throws ApiError `not_found`, `unprocessable` */
export function createDeploymentSchedules(
  engine: Engine,
  deployment_id: DeploymentId,
  creates: readonly DeploymentScheduleCreate[],
): Promise<DeploymentSchedule[]> {
  return engine.write(async (unit) => {
    await checkDeployment(unit, deployment_id);
    const schedules: DeploymentSchedule[] = [];
    await keepingVersions(unit, deployment_id, async () => {
      for (const create of creates) schedules.push(await addSchedule(unit, deployment_id, create));
      return schedules.length > 0;
    });
    return schedules;
  });
}

/** @throws ApiError `not_found`, `unprocessable` */
export function updateDeploymentSchedule(
  engine: Engine,
  deployment_id: DeploymentId,
  id: DeploymentScheduleId,
  update: DeploymentScheduleUpdate,
): Promise<void> {
  return engine.write(async (unit) => {
    await checkDeployment(unit, deployment_id);
    const schedules = await listDeploymentSchedules(unit.transaction, deployment_id);
    const before = schedules.find((schedule) => schedule.id === id);
    if (!before) throw notFound('Schedule');
    await keepingVersions(unit, deployment_id, () => changeSchedule(unit, deployment_id, before, update));
  });
}

/** @throws ApiError `not_found` */
export function deleteDeploymentSchedule(
  engine: Engine,
  deployment_id: DeploymentId,
  id: DeploymentScheduleId,
): Promise<void> {
  return engine.write(async (unit) => {
    await checkDeployment(unit, deployment_id);
    await keepingVersions(unit, deployment_id, async () => {
      if (!(await removeSchedule(unit, deployment_id, id))) throw notFound('Schedule');
      return true;
    });
  });
}
