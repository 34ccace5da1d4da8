// engine: what a worker that asks for work gets, or waits for.
import { notFound, type Timestamp, type WorkPoolId } from '@signalbox/contract';
import { secondsBetween } from '@signalbox/core';
import { findWorkPoolByName, listPoolQueues } from '@signalbox/store';
import type { Engine } from '../engine.ts';
import { type DueRun, findDueRuns } from './due-runs.ts';
import { notePoll } from './polls.ts';
import { type LineOf, type Waiter, WaitingLine } from './waiting-line.ts';
import { unknownPool } from './work-pools.ts';

export interface WorkRequest extends Waiter {
  readonly work_queue_names: readonly string[];
  /** null: runs of any time; of those that are due, when it waits. */
  readonly scheduled_before: Timestamp | null;
  readonly scheduled_after: Timestamp | null;
}

/**
 * The runs that a worker of the pool may take now: queues by priority, then by time, as far as slots are free. With
 * `wait_seconds` the answer is held until there is one, and a run is offered to one worker at a time.
 * @throws ApiError `not_found` for an unknown pool or queue
 */
export async function scheduledRuns(
  engine: Engine,
  pool_name: string,
  request: WorkRequest,
): Promise<{ work_pool_id: WorkPoolId; runs: readonly DueRun[] }> {
  const pool = await findWorkPoolByName(engine.store.read, pool_name);
  if (!pool) throw unknownPool(pool_name);
  const names = request.work_queue_names;
  const queues = await listPoolQueues(engine.store.read, { work_pool_id: pool.id, names });
  const unknown = names.find((name) => !queues.some((queue) => queue.name === name));
  if (unknown !== undefined) throw notFound(`Work queue "${unknown}" of work pool "${pool_name}"`);
  const queue_ids = queues.map(({ id }) => id);
  await notePoll(engine, queue_ids);
  if (request.wait_seconds === 0 || request.limit === 0) {
    const { runs } = await findDueRuns(engine, { ...request, work_pool_id: pool.id });
    return { work_pool_id: pool.id, runs };
  }
  const runs = await lineFor(engine, pool.id, request).join(request);
  if (!request.signal.aborted) await notePoll(engine, queue_ids);
  return { work_pool_id: pool.id, runs };
}

const linesBy = new WeakMap<Engine, Map<string, WaitingLine>>();

/** Workers that ask for the same stand in one line; looking ahead differs by the way of each request, so it is rounded. */
function lineFor(engine: Engine, work_pool_id: WorkPoolId, request: WorkRequest): WaitingLine {
  const { work_queue_names, scheduled_before, scheduled_after } = request;
  const ahead = scheduled_before === null ? 0 : secondsBetween(engine.clock(), scheduled_before);
  const of: LineOf = { work_pool_id, work_queue_names, scheduled_after, ahead_seconds: Math.max(0, Math.round(ahead)) };
  const lines = linesBy.get(engine) ?? new Map<string, WaitingLine>();
  linesBy.set(engine, lines);
  for (const [key, line] of lines) if (line.isEmpty) lines.delete(key);
  const key = JSON.stringify([work_pool_id, [...work_queue_names].sort(), scheduled_after, of.ahead_seconds]);
  const line = lines.get(key) ?? new WaitingLine(engine, of);
  lines.set(key, line);
  return line;
}
