// engine: who has something to do because a run changed its state.
import type { State } from '@signalbox/contract';
import { isCancelling, isFinal, isPaused, isScheduled } from '@signalbox/core';
import type { Decoded, FlowRunRow } from '@signalbox/store';
import type { Unit } from '../engine.ts';

/** A scheduled run wakes the workers of its pool; an ended or paused one frees a slot there; services look at what is due anew. */
export async function wakeAfterTransition(unit: Unit, run: Decoded<FlowRunRow>, state: State): Promise<void> {
  const { wakeUps } = unit;
  if (isScheduled(state)) unit.afterCommit(() => wakeUps.wake('service:late-runs'));
  if (isCancelling(state)) unit.afterCommit(() => wakeUps.wake('service:cancellation-cleanup'));
  if (!run.work_queue_id || !(isScheduled(state) || isPaused(state) || isFinal(state))) return;
  const queue = await unit.transaction
    .selectFrom('work_queues')
    .select('work_pool_id')
    .where('id', '=', run.work_queue_id)
    .executeTakeFirst();
  if (queue) unit.afterCommit(() => wakeUps.wake(`runs:${queue.work_pool_id}`));
}
