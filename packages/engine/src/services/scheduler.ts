// engine: makes the runs of schedules ahead of their time.
import {
  type DeploymentId,
  type DeploymentResponse,
  type DeploymentSchedule,
  StateDetails,
  type Timestamp,
} from '@signalbox/contract';
import { addSeconds, nextOccurrences } from '@signalbox/core';
import {
  findDeployment,
  knownIdempotencyKeys,
  listActiveSchedules,
  listDeploymentSchedules,
  nextAutoScheduledStart,
} from '@signalbox/store';
import { runOfDeployment } from '../deployments/create-run.ts';
import type { Engine, Unit } from '../engine.ts';
import { createFlowRunIn } from '../flow-runs/create-flow-run.ts';
import type { EngineSettings } from '../settings/engine-settings.ts';
import type { Service } from './service.ts';

/** The tag of runs that a schedule made, as on a Prefect server. */
const TAG = 'auto-scheduled';

/** Runs made in one commit, so that others need not wait long. */
const RUNS_PER_COMMIT = 50;

/** How far ahead to look. */
export interface Horizon {
  readonly from: Timestamp;
  readonly until: Timestamp;
  readonly min_until: Timestamp;
  readonly min_runs: number;
  readonly max_runs: number;
}

export const horizonAt = (now: Timestamp, settings: EngineSettings): Horizon => ({
  from: now,
  until: addSeconds(now, settings.scheduler_max_ahead_seconds),
  min_until: addSeconds(now, settings.scheduler_min_ahead_seconds),
  min_runs: settings.scheduler_min_runs,
  max_runs: settings.scheduler_max_runs,
});

/** The times that a schedule has to have runs for: few far ones, or many near ones. */
export function timesAhead(
  { schedule, max_scheduled_runs }: Pick<DeploymentSchedule, 'schedule' | 'max_scheduled_runs'>,
  horizon: Horizon,
): Timestamp[] {
  const limit = Math.min(horizon.max_runs, max_scheduled_runs ?? horizon.max_runs);
  const times = nextOccurrences(schedule, { after: horizon.from, before: horizon.until, limit });
  return times.filter((time, index) => index < horizon.min_runs || time <= horizon.min_until);
}

const keyOf = (schedule: DeploymentSchedule, time: Timestamp): string =>
  `scheduled ${schedule.deployment_id} ${schedule.id} ${time}`;

/** Makes the runs of one schedule that are missing; a time that has its run gets no second one. */
async function scheduleRuns(
  unit: Unit,
  deployment: DeploymentResponse,
  schedule: DeploymentSchedule,
  times: readonly Timestamp[],
): Promise<void> {
  const known = await knownIdempotencyKeys(
    unit.transaction,
    deployment.id,
    times.map((time) => keyOf(schedule, time)),
  );
  for (const time of times) {
    const idempotency_key = keyOf(schedule, time);
    if (known.has(idempotency_key)) continue;
    const state_details = { ...StateDetails.parse({}), scheduled_time: time };
    const state = {
      type: 'SCHEDULED',
      name: 'Scheduled',
      message: 'Flow run scheduled',
      data: null,
      state_details,
    } as const;
    const run = runOfDeployment(deployment, { state, parameters: schedule.parameters, tags: [TAG], idempotency_key });
    const created_by = { id: schedule.id, type: 'SCHEDULE', display_value: schedule.slug ?? 'schedule' } as const;
    await createFlowRunIn(unit, { ...run, auto_scheduled: true, expected_start_time: time, created_by });
  }
}

/** Schedules one deployment now. A paused one, and one that is gone, has nothing to schedule. */
export async function scheduleDeployment(
  engine: Engine,
  id: DeploymentId,
  horizon: Horizon,
  only?: DeploymentSchedule,
): Promise<void> {
  const deployment = await findDeployment(engine.store.read, id, engine.clock());
  if (!deployment || deployment.paused) return;
  const schedules = only
    ? [only]
    : (await listDeploymentSchedules(engine.store.read, id)).filter(({ active }) => active);
  for (const schedule of schedules) {
    const times = timesAhead(schedule, horizon);
    for (let start = 0; start < times.length; start += RUNS_PER_COMMIT) {
      await engine.write((unit) => scheduleStillActive(unit, schedule, times.slice(start, start + RUNS_PER_COMMIT)));
    }
  }
}

/** The schedule may have been changed or withdrawn since it was read. */
async function scheduleStillActive(
  unit: Unit,
  schedule: DeploymentSchedule,
  times: readonly Timestamp[],
): Promise<void> {
  if (schedule.deployment_id === null) return;
  const deployment = await findDeployment(unit.transaction, schedule.deployment_id, unit.now);
  const current = deployment?.schedules.find(({ id }) => id === schedule.id);
  if (!deployment || deployment.paused || !current?.active || current.updated !== schedule.updated) return;
  await scheduleRuns(unit, deployment, schedule, times);
}

const lastTurn = new WeakMap<Engine, Timestamp>();

export const scheduler: Service = {
  name: 'scheduler',
  // A turn is due when the next run of a schedule starts: then one more has to be made. A change wakes it earlier.
  nextDue: async (engine) => {
    const last = lastTurn.get(engine);
    if (last === undefined) return engine.clock();
    const newest = await engine.store.read
      .selectFrom('deployment_schedules')
      .select((select) => select.fn.max('updated').as('updated'))
      .executeTakeFirst();
    const changed = await engine.store.read
      .selectFrom('deployments')
      .select((select) => select.fn.max('updated').as('updated'))
      .executeTakeFirst();
    if ((newest?.updated && newest.updated >= last) || (changed?.updated && changed.updated >= last))
      return engine.clock();
    return nextAutoScheduledStart(engine.store.read, last);
  },
  run: async (engine) => {
    const now = engine.clock();
    for (const schedule of await listActiveSchedules(engine.store.read)) {
      await scheduleDeployment(engine, schedule.deployment_id, horizonAt(now, engine.settings), schedule);
    }
    lastTurn.set(engine, now);
  },
};
