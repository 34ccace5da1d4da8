// engine: runs counted over time.
import { ApiError, type HistoryResponse, type Timestamp } from '@signalbox/contract';
import { addSeconds, secondsBetween } from '@signalbox/core';
import { type RelatedFilters, runsOverTime } from '@signalbox/store';
import type { Engine } from '../engine.ts';

/** Most intervals in one answer. */
const INTERVALS_AT_MOST = 500;

export interface HistoryRequest extends RelatedFilters {
  readonly history_start: Timestamp;
  readonly history_end: Timestamp;
  readonly history_interval_seconds: number;
}

/** Counts by state for each interval, also for those without runs. @throws ApiError `unprocessable` for an unusable interval */
async function runHistory(
  engine: Engine,
  runs: 'flow_runs' | 'task_runs',
  request: HistoryRequest,
): Promise<HistoryResponse[]> {
  const { history_start: start, history_end: end, history_interval_seconds: interval_seconds, ...filters } = request;
  if (interval_seconds < 1) throw new ApiError('unprocessable', 'History interval must not be less than 1 second.');
  const count = Math.ceil(secondsBetween(start, end) / interval_seconds);
  if (count > INTERVALS_AT_MOST) {
    throw new ApiError(
      'unprocessable',
      `That makes ${count} intervals; at most ${INTERVALS_AT_MOST} are answered: choose longer ones.`,
    );
  }
  const now = engine.clock();
  const intervals = Array.from({ length: Math.max(0, count) }, (_, index) => ({
    start: addSeconds(start, index * interval_seconds),
    end: addSeconds(start, (index + 1) * interval_seconds),
  }));
  const rows = await runsOverTime(engine.store.read, runs, { filters, intervals, interval_seconds, end, now });
  return intervals.map((interval, index) => ({
    interval_start: interval.start,
    interval_end: interval.end,
    states: rows.filter((row) => row.interval === index).map(({ interval: _interval, ...state }) => state),
  }));
}

export const flowRunHistory = (engine: Engine, request: HistoryRequest): Promise<HistoryResponse[]> =>
  runHistory(engine, 'flow_runs', request);

export const taskRunHistory = (engine: Engine, request: HistoryRequest): Promise<HistoryResponse[]> =>
  runHistory(engine, 'task_runs', request);
