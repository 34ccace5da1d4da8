// engine: concurrency limits: how many may do a thing at a time, or how often.
import {
  ApiError,
  type ConcurrencyLimitId,
  type ConcurrencyLimitV2,
  type ConcurrencyLimitV2Create,
  type ConcurrencyLimitV2Update,
  type GlobalConcurrencyLimitResponse,
  notFound,
} from '@signalbox/contract';
import { newId } from '@signalbox/core';
import {
  deleteConcurrencyLimit as deleteRow,
  emptySlots,
  findConcurrencyLimit,
  findConcurrencyLimitsByName,
  insertConcurrencyLimit,
  insertHeldSlots,
  readConcurrencyLimit as readRow,
  type StoredLimit,
  updateConcurrencyLimit as updateRow,
} from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';
import { wakeWaitersFor } from './give-back-slots.ts';
import { occupancyOf, slotRows } from './occupancy.ts';

/** What a limit that nobody has used yet says of itself. */
const OCCUPANCY_UNTIL_KNOWN_SECONDS = 2;

async function refuseTakenName({ transaction }: Unit, name: string): Promise<void> {
  const [taken] = await findConcurrencyLimitsByName(transaction, [name]);
  if (taken) throw new ApiError('conflict', `A concurrency limit with the name '${name}' already exists.`);
}

async function find({ transaction }: Unit, id_or_name: string): Promise<StoredLimit> {
  const limit = await findConcurrencyLimit(transaction, id_or_name);
  if (!limit) throw notFound('Concurrency limit');
  return limit;
}

/** Takes slots for nobody, until somebody gives them back by number. */
async function occupy(unit: Unit, limit: StoredLimit, slots: number): Promise<void> {
  if (slots > 0) await insertHeldSlots(unit.transaction, slotRows(unit, await occupancyOf(unit, limit), slots, null));
}

/** @throws ApiError `conflict` when the name is taken */
export function createConcurrencyLimit(engine: Engine, body: ConcurrencyLimitV2Create): Promise<ConcurrencyLimitV2> {
  const { active_slots, denied_slots, ...values } = body;
  return engine.write(async (unit) => {
    await refuseTakenName(unit, values.name);
    const limit = { id: newId<ConcurrencyLimitId>(), created: unit.now, updated: unit.now, ...values };
    await insertConcurrencyLimit(unit.transaction, limit);
    await occupy(unit, limit, active_slots);
    return { ...limit, active_slots, denied_slots, avg_slot_occupancy_seconds: OCCUPANCY_UNTIL_KNOWN_SECONDS };
  });
}

/** By id or name. @throws ApiError `not_found` */
export async function readConcurrencyLimit(
  engine: Engine,
  id_or_name: string,
): Promise<GlobalConcurrencyLimitResponse> {
  const found = await findConcurrencyLimit(engine.store.read, id_or_name);
  const limit = found && (await readRow(engine.store.read, found.id, engine.clock()));
  if (!limit) throw notFound('Concurrency limit');
  return limit;
}

/** `active_slots` frees all slots, then takes that many. @throws ApiError `not_found` or `conflict` */
export function updateConcurrencyLimit(
  engine: Engine,
  id_or_name: string,
  body: ConcurrencyLimitV2Update,
): Promise<void> {
  const { active_slots, denied_slots: _counted_by_nobody, ...rest } = body;
  const removed = Object.entries(rest).find(([, value]) => value === null);
  return engine.write(async (unit) => {
    const limit = await find(unit, id_or_name);
    if (removed) throw new ApiError('conflict', `'${removed[0]}' of a concurrency limit can be changed, not removed.`);
    // No member is null: the lines above have looked.
    const patch = rest as Partial<StoredLimit>;
    if (patch.name !== undefined && patch.name !== limit.name) await refuseTakenName(unit, patch.name);
    await updateRow(unit.transaction, limit.id, { ...patch, updated: unit.now });
    if (typeof active_slots === 'number') {
      await emptySlots(unit.transaction, limit.id);
      await occupy(unit, { ...limit, ...patch }, active_slots);
    }
    wakeWaitersFor(unit, limit.id);
  });
}

/** Holders of its slots end in peace; nobody is limited by it any more. @throws ApiError `not_found` */
export function deleteConcurrencyLimit(engine: Engine, id_or_name: string): Promise<void> {
  return engine.write(async (unit) => {
    const { id } = await find(unit, id_or_name);
    await deleteRow(unit.transaction, id);
    wakeWaitersFor(unit, id);
  });
}
