// engine: who has something to do because a run changed its state.
import type { State } from '@signalbox/contract';
import { isCancelling, isFinal, isPaused, isScheduled } from '@signalbox/core';
import { type Decoded, type FlowRunRow, findPlaceOfQueue } from '@signalbox/store';
import type { Unit } from '../engine.ts';

/** A scheduled run wakes the workers of its pool; an ended or paused one frees a slot there; services look at what is due anew. */
export async function wakeAfterTransition(unit: Unit, run: Decoded<FlowRunRow>, state: State): Promise<void> {
  const { wakeUps } = unit;
  if (isScheduled(state)) unit.afterCommit(() => wakeUps.wake('service:late-runs'));
  if (isPaused(state)) unit.afterCommit(() => wakeUps.wake('service:pause-expiry'));
  if (isCancelling(state)) unit.afterCommit(() => wakeUps.wake('service:cancellation-cleanup'));
  if (!run.work_queue_id || !(isScheduled(state) || isPaused(state) || isFinal(state))) return;
  const place = await findPlaceOfQueue(unit.transaction, run.work_queue_id);
  if (place) unit.afterCommit(() => wakeUps.wake(`runs:${place.pool_id}`));
}
