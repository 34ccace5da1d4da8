// engine: what a dashboard shows of task runs.
import { ApiError, CountByState, type TaskRunCount, type TaskRunFilter } from '@signalbox/contract';
import { addSeconds, secondsBetween } from '@signalbox/core';
import { countEndedTaskRuns, countRunsByState, type RelatedFilters } from '@signalbox/store';
import type { Engine } from '../engine.ts';

/** Bars of the dashboard's chart. */
const INTERVALS = 20;

/**
 * Ended task runs in twenty intervals of equal length, from `start_time.after_` to `start_time.before_` or now.
 * @throws ApiError `unprocessable` without `start_time.after_`
 */
export async function countTaskRunsOverTime(
  engine: Engine,
  request: RelatedFilters & { readonly task_runs: TaskRunFilter },
): Promise<TaskRunCount[]> {
  const start = request.task_runs.start_time?.after_;
  if (!start) throw new ApiError('unprocessable', 'task_runs.start_time.after_ is required');
  const end = request.task_runs.start_time?.before_ ?? engine.clock();
  const length_seconds = secondsBetween(start, end) / INTERVALS;
  const intervals = Array.from({ length: INTERVALS }, (_, index) => ({
    start: addSeconds(start, index * length_seconds),
    end: index === INTERVALS - 1 ? end : addSeconds(start, (index + 1) * length_seconds),
  }));
  const query = { filters: request, start, end, intervals };
  const rows = end > start ? await countEndedTaskRuns(engine.store.read, query) : [];
  const counts = Array.from({ length: INTERVALS }, () => ({ completed: 0, failed: 0 }));
  for (const { interval, completed, failed } of rows) {
    const count = counts[interval];
    if (!count) continue;
    count.completed += completed;
    count.failed += failed;
  }
  return counts;
}

/** How many task runs are in each type of state. */
export async function taskRunsByState(engine: Engine, filters: RelatedFilters): Promise<CountByState> {
  const rows = await countRunsByState(engine.store.read, 'task_runs', filters);
  return CountByState.parse(Object.fromEntries(rows.map(({ state_type, count }) => [state_type, count])));
}
