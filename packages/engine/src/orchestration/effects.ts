// engine: what a decision about a run asks for beside the run itself, in the same transaction.
import type { State, TaskRunId, Timestamp } from '@signalbox/contract';
import { type Effect, mirrorSubflow, newId } from '@signalbox/core';
import {
  deleteHeldSlots,
  deleteSlotsHeldBy,
  findDeploymentLimit,
  findTaskRun,
  insertTaskRunState,
  putCachedState,
  renewHeldSlots,
  updateTaskRun,
} from '@signalbox/store';
import { wakeWaitersFor } from '../concurrency-limits/give-back-slots.ts';
import { releaseTagSlots } from '../concurrency-limits/tag-slots.ts';
import type { Unit } from '../engine.ts';
import { enqueueTaskRun } from '../task-workers/line.ts';

/** The expiry of what is held until it is given back. */
const NEVER = '9999-12-31T23:59:59.999999Z' as Timestamp;

export async function carryOut(unit: Unit, effects: readonly Effect[]): Promise<void> {
  for (const effect of effects) await carryOutOne(unit, effect);
}

async function carryOutOne(unit: Unit, effect: Effect): Promise<void> {
  switch (effect.kind) {
    case 'release_deployment_slot': {
      const limit_id =
        (await findDeploymentLimit(unit.transaction, effect.deployment_id))?.concurrency_limit_id ?? null;
      if (effect.lease_id !== null) await deleteHeldSlots(unit.transaction, effect.lease_id);
      else if (limit_id !== null)
        await deleteSlotsHeldBy(unit.transaction, { type: 'flow_run', id: effect.flow_run_id }, [limit_id]);
      if (limit_id !== null) wakeWaitersFor(unit, limit_id);
      return;
    }
    case 'mirror_to_parent_task_run':
      return mirrorToParent(unit, effect.parent_task_run_id, effect.state);
    case 'release_tag_slots':
      return releaseTagSlots(unit, effect.task_run_id, effect.tags);
    case 'insert_cached_state': {
      const row = {
        cache_key: effect.cache_key,
        created: unit.now,
        cache_expiration: effect.cache_expiration,
        task_run_state_id: effect.state_id,
      };
      return putCachedState(unit.transaction, row);
    }
    case 'hold_deployment_slot':
      await renewHeldSlots(unit.transaction, effect.lease_id, { now: unit.now, expires_at: NEVER });
      return;
    case 'enqueue_task_run':
      return enqueueTaskRun(unit, effect.task_run_id);
  }
}

/** The task run that stands for a subflow in its parent shows the subflow's state as its own. */
async function mirrorToParent(unit: Unit, id: TaskRunId, state: State): Promise<void> {
  const parent = await findTaskRun(unit.transaction, id, unit.now);
  if (!parent) return;
  const mirrored = mirrorSubflow(parent, parent.state, state, { newId: () => newId<State['id']>() });
  await insertTaskRunState(unit.transaction, id, mirrored.state);
  await updateTaskRun(unit.transaction, id, { ...mirrored.run_patch, updated: unit.now });
}
