// engine: the runs of a work pool that its workers may take now.
import type { FlowRunResponse, Timestamp, WorkPoolId, WorkQueueId } from '@signalbox/contract';
import {
  findFlowRuns,
  findStoredWorkPool,
  freeSlots,
  listDueRuns,
  listPoolQueues,
  listQueueIds,
} from '@signalbox/store';
import type { Engine } from '../engine.ts';

/** What part of a pool's work is asked for. */
export interface Wanted {
  readonly work_pool_id: WorkPoolId;
  /** Empty: all queues. */
  readonly work_queue_names: readonly string[];
  /** null: runs of any time. */
  readonly scheduled_before: Timestamp | null;
  readonly scheduled_after: Timestamp | null;
  readonly limit: number;
}

export interface DueRun {
  readonly work_queue_id: WorkQueueId;
  readonly flow_run: FlowRunResponse;
}

export interface DueRuns {
  readonly runs: readonly DueRun[];
  /** The queues that runs may come from: none of a paused pool. */
  readonly open_queue_ids: readonly WorkQueueId[];
}

/** Queues by priority, then by time, as far as slots of the pool and of each queue are free. */
export async function findDueRuns(engine: Engine, wanted: Wanted): Promise<DueRuns> {
  const { read } = engine.store;
  const pool = await findStoredWorkPool(read, wanted.work_pool_id);
  if (!pool || pool.is_paused) return { runs: [], open_queue_ids: [] };
  const { work_pool_id, work_queue_names, scheduled_before, scheduled_after } = wanted;
  const queues = await listPoolQueues(read, { work_pool_id, names: work_queue_names });
  const open = queues.filter(({ is_paused }) => !is_paused);
  const poolFree =
    pool.concurrency_limit === null
      ? null
      : await freeSlots(read, await listQueueIds(read, pool.id), pool.concurrency_limit);
  let left = Math.min(wanted.limit, poolFree ?? wanted.limit);
  const runs: DueRun[] = [];
  for (const { id, concurrency_limit } of open) {
    if (left <= 0) break;
    const free = await freeSlots(read, [id], concurrency_limit);
    const limit = Math.min(left, free ?? left);
    const ids =
      limit <= 0 ? [] : await listDueRuns(read, { work_queue_id: id, scheduled_before, scheduled_after, limit });
    for (const flow_run of await findFlowRuns(read, ids, engine.clock())) runs.push({ work_queue_id: id, flow_run });
    left -= ids.length;
  }
  return { runs, open_queue_ids: open.map(({ id }) => id) };
}
