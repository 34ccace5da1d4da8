// engine: what a worker that asks for work gets, or waits for.
import { type FlowRunResponse, notFound, type Timestamp, type WorkPoolResponse, type WorkQueueId } from '@signalbox/contract';
import { addSeconds, secondsBetween } from '@signalbox/core';
import { findFlowRun, findWorkPool, freeSlots, listDueRuns, listOpenQueues, listQueueIds, nextDueIn } from '@signalbox/store';
import type { Engine } from '../engine.ts';
import { notePoll } from './polls.ts';

export interface WorkRequest {
  readonly work_queue_names: readonly string[];
  readonly scheduled_before: Timestamp | null;
  readonly scheduled_after: Timestamp | null;
  readonly limit: number;
  /** Seconds to wait for a run when none is due; 0 answers at once. */
  readonly wait_seconds: number;
  readonly signal: AbortSignal;
}

export interface DueRun {
  readonly work_queue_id: WorkQueueId;
  readonly flow_run: FlowRunResponse;
}

/**
 * The runs that a worker of the pool may take now: queues by priority, then by time, as far as slots are free. With
 * `wait_seconds` the answer is held until there is one.
 * @throws ApiError `not_found` for an unknown pool
 */
export async function scheduledRuns(engine: Engine, pool_name: string, request: WorkRequest): Promise<{ pool: WorkPoolResponse; runs: DueRun[] }> {
  const started = engine.clock();
  const until = addSeconds(started, request.wait_seconds);
  // The caller may look ahead by a while; when it waits, that while moves with the time.
  const ahead_seconds = request.scheduled_before === null ? 0 : secondsBetween(started, request.scheduled_before);
  for (;;) {
    const pool = await findWorkPool(engine.store.read, pool_name);
    if (!pool) throw notFound(`Work pool '${pool_name}'`);
    // Listening begins before the look, or a run that comes in between would wait for the next.
    const listening = new AbortController();
    const signal = AbortSignal.any([request.signal, listening.signal]);
    const woken = engine.wakeUps.wait(`runs:${pool.id}`, request.wait_seconds * 1_000, signal);
    const now = engine.clock();
    const before = request.scheduled_before === null || request.wait_seconds > 0 ? addSeconds(now, ahead_seconds) : request.scheduled_before;
    const found = await look(engine, pool, request, before);
    await notePoll(engine, found.queue_ids);
    if (found.runs.length > 0 || now >= until || request.signal.aborted) {
      listening.abort();
      return { pool, runs: found.runs };
    }
    const next = pool.is_paused || found.isFull ? null : await nextDueIn(engine.store.read, found.queue_ids);
    const due = next === null ? until : addSeconds(next, -ahead_seconds);
    const wait_seconds = secondsBetween(now, due < until ? due : until);
    await Promise.race([woken, engine.wakeUps.wait(`runs:${pool.id}`, Math.max(wait_seconds * 1_000, 10), signal)]);
    listening.abort();
  }
}

interface Look {
  readonly runs: DueRun[];
  readonly queue_ids: readonly WorkQueueId[];
  /** No slot is free: only the end of a run, which wakes us, can change that. */
  readonly isFull: boolean;
}

async function look(engine: Engine, pool: WorkPoolResponse, request: WorkRequest, scheduled_before: Timestamp): Promise<Look> {
  const { read } = engine.store;
  const queues = await listOpenQueues(read, { work_pool_id: pool.id, names: request.work_queue_names });
  const queue_ids = queues.map(({ id }) => id);
  if (pool.is_paused) return { runs: [], queue_ids, isFull: false };
  const poolFree = pool.concurrency_limit === null ? null : await freeSlots(read, await listQueueIds(read, pool.id), pool.concurrency_limit);
  let wanted = Math.min(request.limit, poolFree ?? request.limit);
  const runs: DueRun[] = [];
  for (const { id, free } of queues) {
    const limit = Math.min(wanted, free ?? wanted);
    if (limit <= 0) continue;
    const ids = await listDueRuns(read, { work_queue_id: id, scheduled_before, scheduled_after: request.scheduled_after, limit });
    for (const run_id of ids) {
      const flow_run = await findFlowRun(read, run_id, engine.clock());
      if (flow_run) runs.push({ work_queue_id: id, flow_run });
    }
    wanted -= ids.length;
  }
  return { runs, queue_ids, isFull: poolFree === 0 || (queues.length > 0 && queues.every(({ free }) => free === 0)) };
}
