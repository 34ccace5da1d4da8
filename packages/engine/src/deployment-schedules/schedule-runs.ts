// engine: makes the runs of a schedule ahead of their time, each once.
import {
  type DeploymentId,
  type DeploymentResponse,
  type DeploymentSchedule,
  notFound,
  type StateCreate,
  StateDetails,
  type Timestamp,
} from '@signalbox/contract';
import { findDeployment, knownIdempotencyKeys, serialize } from '@signalbox/store';
import { runOfDeployment } from '../deployments/create-run.ts';
import type { Engine, Unit } from '../engine.ts';
import { createFlowRunIn } from '../flow-runs/create-flow-run.ts';
import { type Horizon, timesAhead } from './times-ahead.ts';

/** The tag of runs that a schedule made, as on a Prefect server. */
const TAG = 'auto-scheduled';

/** Runs made in one commit, so that others need not wait long. */
const RUNS_PER_COMMIT = 25;

/** The same text as on a Prefect server: `2026-11-24 00:00:00+00:00`, with microseconds where there are any. */
const keyOf = (schedule: DeploymentSchedule, time: Timestamp): string =>
  `scheduled ${schedule.deployment_id} ${schedule.id} ${time.replace('T', ' ').replace(/(\.000000)?Z$/, '+00:00')}`;

const scheduledAt = (scheduled_time: Timestamp): StateCreate => ({
  type: 'SCHEDULED',
  name: 'Scheduled',
  message: 'Flow run scheduled',
  data: null,
  state_details: { ...StateDetails.parse({}), scheduled_time },
});

/**
 * Makes the runs that are missing for these times. Nothing is made when the schedule has been changed or withdrawn
 * since it was read.
 */
export async function scheduleRuns(
  engine: Engine,
  schedule: DeploymentSchedule & { readonly deployment_id: DeploymentId },
  times: readonly Timestamp[],
): Promise<void> {
  const keys = times.map((time) => keyOf(schedule, time));
  const known = await knownIdempotencyKeys(engine.store.read, schedule.deployment_id, keys);
  const missing = times.filter((time) => !known.has(keyOf(schedule, time)));
  for (let start = 0; start < missing.length; start += RUNS_PER_COMMIT) {
    await engine.write(async (unit) => {
      await serialize(unit.transaction, 'deployments', schedule.deployment_id);
      const deployment = await findDeployment(unit.transaction, schedule.deployment_id, unit.now);
      const current = deployment?.schedules.find(({ id }) => id === schedule.id);
      if (!deployment || deployment.paused || !current?.active || current.updated !== schedule.updated) return;
      for (const time of missing.slice(start, start + RUNS_PER_COMMIT))
        await insertRun(unit, deployment, schedule, time);
    });
  }
}

async function insertRun(
  unit: Unit,
  deployment: DeploymentResponse,
  schedule: DeploymentSchedule,
  time: Timestamp,
): Promise<void> {
  const run = runOfDeployment(deployment, {
    state: scheduledAt(time),
    parameters: schedule.parameters,
    tags: [TAG],
    idempotency_key: keyOf(schedule, time),
  });
  const created_by = { id: schedule.id, type: 'SCHEDULE', display_value: schedule.slug ?? deployment.name };
  // A Prefect server tells nothing of these runs; ours does, or an open dashboard would not know of them.
  await createFlowRunIn(unit, { ...run, auto_scheduled: true, expected_start_time: time, created_by });
}

/** Makes the runs of a deployment's schedules now. A paused deployment has nothing to schedule. @throws ApiError `not_found` */
export async function scheduleDeployment(engine: Engine, id: DeploymentId, horizon: Horizon): Promise<void> {
  const deployment = await findDeployment(engine.store.read, id, engine.clock());
  if (!deployment) throw notFound('Deployment');
  if (deployment.paused) return;
  for (const schedule of deployment.schedules) {
    if (schedule.active) await scheduleRuns(engine, { ...schedule, deployment_id: id }, timesAhead(schedule, horizon));
  }
}
