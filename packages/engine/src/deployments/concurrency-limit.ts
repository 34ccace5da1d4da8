// engine: the limit on how many runs of a deployment go at a time.
import { ApiError, ConcurrencyLimitId, type DeploymentId, notFound, type Uuid } from '@signalbox/contract';
import { newId } from '@signalbox/core';
import {
  deleteConcurrencyLimit,
  findConcurrencyLimit,
  insertConcurrencyLimit,
  updateConcurrencyLimit,
} from '@signalbox/store';
import type { Unit } from '../engine.ts';

interface Wanted {
  /** undefined leaves the limit as it is, null removes it. */
  readonly concurrency_limit?: number | null | undefined;
  /** Takes an existing limit, which other deployments may share. */
  readonly global_concurrency_limit_id?: Uuid | null | undefined;
}

/** The name of the limit that a deployment has for itself; one of any other name is shared. */
const ownLimit = (id: DeploymentId): string => `deployment:${id}`;

/** Whether the limit is the deployment's alone. */
export const hasOwnLimit = (id: DeploymentId, { name }: { readonly name: string }): boolean => name === ownLimit(id);

/** @throws ApiError `invalid_request` when both kinds of limit are asked for */
export function checkLimits({ concurrency_limit, global_concurrency_limit_id }: Wanted): void {
  if (concurrency_limit && global_concurrency_limit_id)
    throw new ApiError(
      'invalid_request',
      'concurrency_limit, global_concurrency_limit_id: a deployment has a limit of its own or a shared one: give one of them.',
    );
}

/** The limit that the deployment has after this. @throws ApiError `not_found` for an unknown shared limit */
export async function settleLimit(
  unit: Unit,
  id: DeploymentId,
  current: ConcurrencyLimitId | null,
  { concurrency_limit, global_concurrency_limit_id }: Wanted,
): Promise<ConcurrencyLimitId | null> {
  if (global_concurrency_limit_id) {
    const shared = await findConcurrencyLimit(unit.transaction, global_concurrency_limit_id);
    if (!shared) throw notFound('Concurrency limit');
    if (current !== shared.id) await deleteOwnLimit(unit, id);
    return shared.id;
  }
  if (concurrency_limit === undefined) return current;
  if (concurrency_limit === null) {
    await deleteOwnLimit(unit, id);
    return null;
  }
  if (current) {
    await updateConcurrencyLimit(unit.transaction, current, { limit: concurrency_limit, updated: unit.now });
    return current;
  }
  return insertOwnLimit(unit, id, concurrency_limit);
}

async function insertOwnLimit(unit: Unit, id: DeploymentId, limit: number): Promise<ConcurrencyLimitId> {
  const limit_id = newId<ConcurrencyLimitId>();
  await insertConcurrencyLimit(unit.transaction, {
    id: limit_id,
    created: unit.now,
    updated: unit.now,
    active: true,
    name: ownLimit(id),
    limit,
    slot_decay_per_second: 0,
  });
  return ConcurrencyLimitId.parse(limit_id);
}

/** A shared limit lives on: others may count on it. */
export async function deleteOwnLimit(unit: Unit, id: DeploymentId): Promise<void> {
  const own = await findConcurrencyLimit(unit.transaction, ownLimit(id));
  if (own) await deleteConcurrencyLimit(unit.transaction, own.id);
}
