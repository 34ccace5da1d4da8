// engine: which runs occupy the slots of a pool or queue.
import {
  FlowRunFilter,
  type FlowRunSlotSummary,
  type WorkPoolConcurrencyStatus,
  type WorkPoolResponse,
  type WorkQueueConcurrencyStatus,
  type WorkQueueId,
  type WorkQueueResponse,
} from '@signalbox/contract';
import { secondsBetween } from '@signalbox/core';
import {
  countFlowRuns,
  listFlowRuns,
  listWorkQueues,
  membership,
  OCCUPYING,
  relatedConditions,
} from '@signalbox/store';
import { sql } from 'kysely';
import type { Engine } from '../engine.ts';

interface Page {
  readonly page: number;
  readonly limit: number;
}

const pagesOf = (count: number, limit: number): number => (limit === 0 ? 0 : Math.ceil(count / limit));

async function occupying(
  engine: Engine,
  work_queue_id: WorkQueueId,
  { page, limit }: Page,
): Promise<{ runs: FlowRunSlotSummary[]; count: number }> {
  const filter = FlowRunFilter.parse({ state: { type: { any_: [...OCCUPYING] } } });
  const conditions = [
    ...relatedConditions('flow_runs', { flow_runs: filter }),
    ...membership(sql.ref('flow_runs.work_queue_id'), { any_: [work_queue_id] }),
  ];
  const now = engine.clock();
  const runs = await listFlowRuns(engine.store.read, {
    conditions,
    sort: 'START_TIME_ASC',
    limit,
    offset: (page - 1) * limit,
    now,
  });
  const summaries = runs.map(({ id, name, state_type, state_name, start_time, state }) => ({
    id,
    name,
    state_type,
    state_name,
    start_time,
    state_timestamp: state?.timestamp ?? null,
    time_in_current_state: state ? secondsBetween(state.timestamp, now) : null,
  }));
  return { runs: summaries, count: await countFlowRuns(engine.store.read, conditions) };
}

export async function queueConcurrencyStatus(
  engine: Engine,
  queue: WorkQueueResponse,
  page: Page,
): Promise<WorkQueueConcurrencyStatus> {
  const { runs, count } = await occupying(engine, queue.id, page);
  return {
    active_slots: queue.active_slots ?? 0,
    concurrency_limit: queue.concurrency_limit,
    flow_runs: runs,
    count,
    limit: page.limit,
    pages: pagesOf(count, page.limit),
    page: page.page,
  };
}

/** The queues of a pool, a page of them, each with the first runs that occupy it. */
export async function poolConcurrencyStatus(
  engine: Engine,
  pool: WorkPoolResponse,
  page: Page,
): Promise<WorkPoolConcurrencyStatus> {
  const conditions = membership(sql.ref('work_queues.work_pool_id'), { any_: [pool.id] });
  const all = await listWorkQueues(engine.store.read, {
    conditions,
    order: 'priority',
    limit: engine.settings.page_size,
    offset: 0,
  });
  const shown = all.slice((page.page - 1) * page.limit, page.page * page.limit);
  const queues = await Promise.all(
    shown.map(async ({ id, name, active_slots, concurrency_limit }) => {
      const { runs, count } = await occupying(engine, id, { page: 1, limit: page.limit });
      return {
        queue_id: id,
        queue_name: name,
        active_slots: active_slots ?? 0,
        concurrency_limit,
        flow_runs: runs,
        flow_run_count: count,
      };
    }),
  );
  return {
    active_slots: pool.active_slots ?? 0,
    concurrency_limit: pool.concurrency_limit,
    queues,
    count: all.length,
    limit: page.limit,
    pages: pagesOf(all.length, page.limit),
    page: page.page,
  };
}
