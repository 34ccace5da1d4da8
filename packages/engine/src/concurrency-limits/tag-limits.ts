// engine: limits on the task runs of a tag: the concurrency limits that are named `tag:` and the tag.
import {
  ApiError,
  type ConcurrencyLimit,
  type ConcurrencyLimitCreate,
  type ConcurrencyLimitId,
  ConcurrencyLimitV2Create,
  type MinimalConcurrencyLimitResponse,
  notFound,
  type TaskRunId,
  type Uuid,
} from '@signalbox/contract';
import { newId } from '@signalbox/core';
import {
  emptySlots,
  findConcurrencyLimit,
  findTagLimit,
  insertConcurrencyLimit,
  nameOfTagLimit,
  updateConcurrencyLimit,
} from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';
import { deleteConcurrencyLimit } from './concurrency-limits.ts';
import { wakeWaitersFor } from './give-back-slots.ts';
import { claimTagSlots, holdTagSlots, limitsOfTags, releaseTagSlots } from './tag-slots.ts';

/** How a request names a limit. */
export type TagLimitKey = { readonly id: ConcurrencyLimitId } | { readonly tag: string };

/** Seconds after which a client asks again for slots of tags. */
const ASK_AGAIN_SECONDS = 10;

async function existing(unit: Unit, key: TagLimitKey): Promise<ConcurrencyLimit> {
  const limit = await findTagLimit(unit.transaction, key, unit.now);
  if (!limit) throw notFound('Concurrency limit');
  return limit;
}

/** @throws ApiError `not_found` */
export async function readTagLimit(engine: Engine, key: TagLimitKey): Promise<ConcurrencyLimit> {
  const limit = await findTagLimit(engine.store.read, key, engine.clock());
  if (!limit) throw notFound('Concurrency limit');
  return limit;
}

/** Makes the limit of the tag or changes it. @throws ApiError `invalid_request` for an unusable tag or limit */
export function saveTagLimit(
  engine: Engine,
  { tag, concurrency_limit }: ConcurrencyLimitCreate,
): Promise<{ limit: ConcurrencyLimit; created: boolean }> {
  const checked = ConcurrencyLimitV2Create.safeParse({ name: nameOfTagLimit(tag), limit: concurrency_limit });
  if (!checked.success || tag === '')
    throw new ApiError(
      'invalid_request',
      'tag, concurrency_limit: a limit needs a tag without any of / % & > < and a number of slots from 0.',
    );
  const { name, limit } = checked.data;
  return engine.write(async (unit) => {
    const before = await findConcurrencyLimit(unit.transaction, name);
    if (before) {
      await updateConcurrencyLimit(unit.transaction, before.id, { limit, updated: unit.now });
      wakeWaitersFor(unit, before.id);
    } else {
      const id = newId<ConcurrencyLimitId>();
      const times = { created: unit.now, updated: unit.now };
      await insertConcurrencyLimit(unit.transaction, {
        id,
        ...times,
        name,
        limit,
        active: true,
        slot_decay_per_second: 0,
      });
    }
    return { limit: await existing(unit, { tag }), created: !before };
  });
}

/** @throws ApiError `not_found` */
export async function deleteTagLimit(engine: Engine, key: TagLimitKey): Promise<void> {
  const { id } = await readTagLimit(engine, key);
  await deleteConcurrencyLimit(engine, id);
}

/** Frees all slots, then lets these task runs hold one each. @throws ApiError `not_found` */
export function resetTagLimit(engine: Engine, tag: string, task_run_ids: readonly Uuid[]): Promise<void> {
  return engine.write(async (unit) => {
    const { id } = await existing(unit, { tag });
    await emptySlots(unit.transaction, id);
    for (const task_run_id of task_run_ids) await holdTagSlots(unit, task_run_id, [id]);
    wakeWaitersFor(unit, id);
  });
}

/**
 * Takes a slot of each tag that has a limit, or none.
 * @throws ApiError `slots_taken` when one has none left
 */
export function takeTagSlots(
  engine: Engine,
  task_run_id: TaskRunId,
  tags: readonly string[],
): Promise<MinimalConcurrencyLimitResponse[]> {
  return engine.write(async (unit) => {
    const answer = await claimTagSlots(unit, task_run_id, tags);
    if (answer.claimed) {
      const limits = await limitsOfTags(unit, tags);
      return limits.map(({ id, name, limit }) => ({ id, name: name.slice(nameOfTagLimit('').length), limit }));
    }
    const message =
      'blocked_tag' in answer
        ? `The concurrency limit of the tag '${answer.blocked_tag}' is 0: no task run of it starts until it is raised.`
        : `The slots of the tag '${answer.full_tag}' are taken.`;
    throw new ApiError('slots_taken', message, { retry_after_seconds: ASK_AGAIN_SECONDS });
  });
}

/** Gives back what a task run holds of these tags. Answers their limits under the names that they have as such. */
export function giveBackTagSlots(
  engine: Engine,
  task_run_id: TaskRunId,
  tags: readonly string[],
): Promise<MinimalConcurrencyLimitResponse[]> {
  return engine.write(async (unit) => {
    await releaseTagSlots(unit, task_run_id, tags);
    return (await limitsOfTags(unit, tags)).map(({ id, name, limit }) => ({ id, name, limit }));
  });
}
