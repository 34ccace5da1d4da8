// engine: when the runs of a deployment are due.
import {
  ApiError,
  type DeploymentId,
  type DeploymentSchedule,
  type DeploymentScheduleCreate,
  type DeploymentScheduleId,
  type DeploymentScheduleUpdate,
  notFound,
} from '@signalbox/contract';
import { newId, validateSchedule } from '@signalbox/core';
import {
  deleteFlowRun,
  deleteDeploymentSchedule as deleteRow,
  findDeployment,
  insertDeploymentSchedule,
  listDeploymentSchedules,
  listUnstartedAutoScheduledRuns,
  updateDeploymentSchedule as updateRow,
} from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';

/** @throws ApiError `unprocessable` for a schedule that names no times: which field, and the mend */
function checkSchedule(schedule: DeploymentSchedule['schedule']): void {
  const error = validateSchedule(schedule);
  if (error) throw new ApiError('unprocessable', `schedule.${error.field}: ${error.message}`);
}

/** Makes a schedule within a unit of work. @throws ApiError `unprocessable` */
export async function addSchedule(
  unit: Unit,
  deployment_id: DeploymentId,
  create: DeploymentScheduleCreate,
): Promise<DeploymentSchedule> {
  checkSchedule(create.schedule);
  const { replaces: _replaces, ...columns } = create;
  const schedule = {
    ...columns,
    id: newId<DeploymentScheduleId>(),
    deployment_id,
    created: unit.now,
    updated: unit.now,
  };
  await insertDeploymentSchedule(unit.transaction, schedule);
  unit.afterCommit(() => unit.wakeUps.wake('service:scheduler'));
  return schedule;
}

/** Removes runs that were made ahead and have not started: their times may no longer hold. */
export async function withdrawScheduledRuns(
  unit: Unit,
  deployment_id: DeploymentId,
  schedule_id: DeploymentScheduleId | null,
): Promise<void> {
  const ids = await listUnstartedAutoScheduledRuns(unit.transaction, deployment_id, schedule_id);
  for (const id of ids) await deleteFlowRun(unit.transaction, id);
  unit.afterCommit(() => unit.wakeUps.wake('service:scheduler'));
}

/**
 * Makes the schedules of a deployment those that are given. One with a slug that is there already, or that says which
 * one it replaces, changes that one; unchanged ones keep their runs.
 */
export async function replaceSchedules(
  unit: Unit,
  deployment_id: DeploymentId,
  wanted: readonly DeploymentScheduleCreate[],
): Promise<void> {
  const left = new Map(
    (await listDeploymentSchedules(unit.transaction, deployment_id)).map((schedule) => [schedule.id, schedule]),
  );
  for (const create of wanted) {
    const slug = create.replaces ?? create.slug;
    const match = [...left.values()].find((schedule) =>
      slug === null ? isSame(schedule, create) : schedule.slug === slug,
    );
    if (!match) {
      await addSchedule(unit, deployment_id, create);
      continue;
    }
    left.delete(match.id);
    if (!isSame(match, create)) await changeSchedule(unit, deployment_id, match.id, create);
  }
  for (const id of left.keys()) {
    await deleteRow(unit.transaction, { deployment_id, id });
    await withdrawScheduledRuns(unit, deployment_id, id);
  }
}

const isSame = (schedule: DeploymentSchedule, create: DeploymentScheduleCreate): boolean =>
  contentOf(schedule) === contentOf(create);

const contentOf = ({
  schedule,
  active,
  max_scheduled_runs,
  parameters,
  slug,
}: Omit<DeploymentScheduleCreate, 'replaces'>): string =>
  JSON.stringify([Object.entries(schedule).sort(), active, max_scheduled_runs, parameters, slug]);

async function changeSchedule(
  unit: Unit,
  deployment_id: DeploymentId,
  id: DeploymentScheduleId,
  update: DeploymentScheduleUpdate,
): Promise<void> {
  const { replaces: _replaces, active, schedule, ...rest } = update;
  if (schedule) checkSchedule(schedule);
  const patch = {
    ...rest,
    ...(typeof active === 'boolean' && { active }),
    ...(schedule && { schedule }),
    updated: unit.now,
  };
  if (!(await updateRow(unit.transaction, { deployment_id, id }, patch))) throw notFound('Schedule');
  await withdrawScheduledRuns(unit, deployment_id, id);
}

/** @throws ApiError `not_found`, `unprocessable` */
export function createDeploymentSchedules(
  engine: Engine,
  deployment_id: DeploymentId,
  creates: readonly DeploymentScheduleCreate[],
): Promise<DeploymentSchedule[]> {
  return engine.write(async (unit) => {
    if (!(await findDeployment(unit.transaction, deployment_id, unit.now))) throw notFound('Deployment');
    const schedules: DeploymentSchedule[] = [];
    for (const create of creates) schedules.push(await addSchedule(unit, deployment_id, create));
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
  return engine.write((unit) => changeSchedule(unit, deployment_id, id, update));
}

/** @throws ApiError `not_found` */
export function deleteDeploymentSchedule(
  engine: Engine,
  deployment_id: DeploymentId,
  id: DeploymentScheduleId,
): Promise<void> {
  return engine.write(async (unit) => {
    if (!(await deleteRow(unit.transaction, { deployment_id, id }))) throw notFound('Schedule');
    await withdrawScheduledRuns(unit, deployment_id, id);
  });
}
