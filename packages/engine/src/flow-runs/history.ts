// engine: flow runs counted over time.
import { ApiError, type HistoryResponse, type RouteRequest, type routes } from '@signalbox/contract';
import { addSeconds, secondsBetween } from '@signalbox/core';
import { flowRunHistory as historyRows, relatedConditions } from '@signalbox/store';
import type { Engine } from '../engine.ts';

/** Most intervals in one answer. */
const INTERVALS_AT_MOST = 500;

type Request = RouteRequest<(typeof routes)['flow_runs']['history']>['body'];

/** Counts by state for each interval, also for those without runs. @throws ApiError `unprocessable` for an unusable interval */
export async function flowRunHistory(engine: Engine, request: Request): Promise<HistoryResponse[]> {
  const { history_start: start, history_end: end, history_interval_seconds: interval_seconds } = request;
  if (interval_seconds < 1) throw new ApiError('unprocessable', 'History interval must not be less than 1 second.');
  const count = Math.ceil(secondsBetween(start, end) / interval_seconds);
  if (count > INTERVALS_AT_MOST) {
    throw new ApiError(
      'unprocessable',
      `That makes ${count} intervals; at most ${INTERVALS_AT_MOST} are answered: choose longer ones.`,
    );
  }
  const conditions = relatedConditions('flow_runs', request);
  const rows = await historyRows(engine.store.read, { conditions, start, end, interval_seconds });
  return Array.from({ length: Math.max(0, count) }, (_, index) => ({
    interval_start: addSeconds(start, index * interval_seconds),
    interval_end: addSeconds(start, (index + 1) * interval_seconds),
    states: rows.filter((row) => row.interval === index).map(({ interval: _interval, ...state }) => state),
  }));
}
