// engine: sees to it that each schedule has its runs ahead.
import type { DeploymentScheduleId, Timestamp } from '@signalbox/contract';
import { addSeconds } from '@signalbox/core';
import { listActiveSchedules } from '@signalbox/store';
import { scheduleRuns } from '../deployment-schedules/schedule-runs.ts';
import { horizonAt, nextTurn, timesAhead } from '../deployment-schedules/times-ahead.ts';
import type { Engine } from '../engine.ts';
import type { Service } from './service.ts';

type ActiveSchedule = Awaited<ReturnType<typeof listActiveSchedules>>[number];

/** Seconds after which a schedule that could not be followed is tried again. */
const PAUSE_AFTER_FAILURE_SECONDS = 60;

/** The next turn of a schedule, as long as neither it nor its deployment changes. */
interface Turn {
  readonly schedule_updated: Timestamp | null;
  readonly deployment_updated: Timestamp;
  readonly due: Timestamp;
}

/** What is forgotten at a restart is found again by looking at each schedule once. */
const turnsBy = new WeakMap<Engine, ReadonlyMap<DeploymentScheduleId, Turn>>();

function dueOf(engine: Engine, { schedule, deployment_updated }: ActiveSchedule, now: Timestamp): Timestamp {
  const turn = turnsBy.get(engine)?.get(schedule.id);
  if (turn?.schedule_updated !== schedule.updated || turn.deployment_updated !== deployment_updated) return now;
  return turn.due;
}

export const scheduler: Service = {
  name: 'scheduler',
  nextDue: async (engine) => {
    const now = engine.clock();
    const active = await listActiveSchedules(engine.store.read);
    return active.map((found) => dueOf(engine, found, now)).sort()[0] ?? null;
  },
  run: async (engine) => {
    const now = engine.clock();
    const turns = new Map<DeploymentScheduleId, Turn>();
    const failures: unknown[] = [];
    for (const found of await listActiveSchedules(engine.store.read)) {
      const { schedule, deployment_updated } = found;
      let due = dueOf(engine, found, now);
      // One schedule that cannot be followed must not keep the others from their runs.
      if (due <= now) due = await takeTurn(engine, schedule, now).catch((error) => afterFailure(now, failures, error));
      turns.set(schedule.id, { schedule_updated: schedule.updated, deployment_updated, due });
    }
    turnsBy.set(engine, turns);
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} schedules could not be followed`);
  },
};

async function takeTurn(engine: Engine, schedule: ActiveSchedule['schedule'], now: Timestamp): Promise<Timestamp> {
  const horizon = horizonAt(now, engine.settings);
  const times = timesAhead(schedule, horizon);
  await scheduleRuns(engine, schedule, times);
  return nextTurn(schedule, horizon, times, engine.settings.scheduler_min_ahead_seconds);
}

function afterFailure(now: Timestamp, failures: unknown[], error: unknown): Timestamp {
  failures.push(error);
  return addSeconds(now, PAUSE_AFTER_FAILURE_SECONDS);
}
