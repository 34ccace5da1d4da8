// engine: what of a schedule makes it the same as another.
import { ApiError, type DeploymentSchedule, type DeploymentScheduleCreate, type Timestamp } from '@signalbox/contract';
import { validateSchedule } from '@signalbox/core';

type Schedule = DeploymentSchedule['schedule'];

/** Most runs that a schedule may ask to have ahead, as in Prefect. */
const RUNS_AHEAD_AT_MOST = 50;

/** @throws ApiError `unprocessable` for a schedule that names no times, or too many runs: which field, and the mend */
export function checkSchedule(asked: {
  readonly schedule?: Schedule | null | undefined;
  readonly max_scheduled_runs?: number | null | undefined;
}): void {
  const error = asked.schedule ? validateSchedule(asked.schedule) : null;
  if (error) throw new ApiError('unprocessable', `schedule.${error.field}: ${error.message}`);
  if ((asked.max_scheduled_runs ?? 0) > RUNS_AHEAD_AT_MOST)
    throw new ApiError('unprocessable', `max_scheduled_runs: write ${RUNS_AHEAD_AT_MOST} or less.`);
}

/** An rrule that was given no start counts from 2020, as in Prefect. */
function started(schedule: Schedule): Schedule {
  if (!('rrule' in schedule) || /dtstart/i.test(schedule.rrule)) return schedule;
  return { ...schedule, rrule: `DTSTART:20200101T000000\n${schedule.rrule}` };
}

/** What a schedule counts from is written into it: an interval that was given no start counts from `anchor_date`. */
export function anchored(schedule: Schedule, anchor_date: Timestamp): Schedule {
  if (!('interval' in schedule)) return started(schedule);
  return {
    interval: schedule.interval,
    anchor_date: schedule.anchor_date ?? anchor_date,
    timezone: schedule.timezone ?? 'UTC',
  };
}

/** Whether a schedule is what is asked for. An interval without a start asks for any. */
export function isAsAsked(schedule: DeploymentSchedule, create: DeploymentScheduleCreate): boolean {
  const anchor = 'interval' in schedule.schedule ? schedule.schedule.anchor_date : undefined;
  const asked = { ...create, schedule: anchor ? anchored(create.schedule, anchor) : started(create.schedule) };
  return textOf(schedule) === textOf(asked);
}

const textOf = ({
  schedule,
  active,
  max_scheduled_runs,
  parameters,
  slug,
}: Omit<DeploymentScheduleCreate, 'replaces'>): string =>
  JSON.stringify([Object.entries(schedule).sort(), active, max_scheduled_runs, parameters, slug]);
