// engine: the slots that task runs hold of the limits of their tags.
import { type ConcurrencyLimitId, LeaseId, type TaskRunId, type Uuid } from '@signalbox/contract';
import { addSeconds, newId, type TagSlots } from '@signalbox/core';
import {
  countHeldSlots,
  deleteSlotsHeldBy,
  findConcurrencyLimitsByName,
  insertHeldSlots,
  nameOfTagLimit,
  type StoredLimit,
} from '@signalbox/store';
import type { Unit } from '../engine.ts';
import { wakeWaitersFor } from './give-back-slots.ts';

/** Seconds that a slot of a tag may be held: a task run that ends gives it back, and its flow run's end does too. */
const TAG_SLOT_SECONDS = 24 * 3_600;

/** The limits of those tags that have one. */
export const limitsOfTags = (unit: Unit, tags: readonly string[]): Promise<StoredLimit[]> =>
  findConcurrencyLimitsByName(unit.transaction, tags.map(nameOfTagLimit));

/** All of the tags' limits or none: a tag without a limit, or with one that is switched off, is free. */
export async function claimTagSlots(unit: Unit, task_run_id: TaskRunId, tags: readonly string[]): Promise<TagSlots> {
  const limits = (await limitsOfTags(unit, tags)).filter(({ active }) => active);
  for (const { id, name, limit } of limits) {
    const tag = name.slice(nameOfTagLimit('').length);
    if (limit === 0) return { claimed: false, blocked_tag: tag };
    if ((await countHeldSlots(unit.transaction, id, unit.now)) >= limit) return { claimed: false, full_tag: tag };
  }
  await holdTagSlots(
    unit,
    task_run_id,
    limits.map(({ id }) => id),
  );
  return { claimed: true };
}

/** Takes a slot of each limit for the task run, whether one is free or not. */
export async function holdTagSlots(
  unit: Unit,
  task_run_id: TaskRunId | Uuid,
  limit_ids: readonly ConcurrencyLimitId[],
): Promise<void> {
  for (const concurrency_limit_id of limit_ids) {
    await insertHeldSlots(unit.transaction, {
      id: newId(),
      lease_id: LeaseId.parse(newId()),
      created: unit.now,
      concurrency_limit_id,
      slots: 1,
      holder: { type: 'task_run', id: task_run_id },
      expires_at: addSeconds(unit.now, TAG_SLOT_SECONDS),
    });
  }
}

/** Gives back what the task run holds of these tags, and wakes who waits for it. */
export async function releaseTagSlots(unit: Unit, task_run_id: TaskRunId, tags: readonly string[]): Promise<void> {
  const limit_ids = (await limitsOfTags(unit, tags)).map(({ id }) => id);
  await deleteSlotsHeldBy(unit.transaction, { type: 'task_run', id: task_run_id }, limit_ids);
  for (const id of limit_ids) wakeWaitersFor(unit, id);
}
