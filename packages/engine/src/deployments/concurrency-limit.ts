// engine: the limit on how many runs of a deployment go at a time.
import { ConcurrencyLimitId, type DeploymentId, notFound, type Uuid } from '@signalbox/contract';
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
  readonly concurrency_limit: number | null | undefined;
  /** Takes an existing limit, which other deployments may share. */
  readonly global_concurrency_limit_id: Uuid | null | undefined;
}

interface LimitColumns {
  readonly concurrency_limit?: number | null;
  readonly concurrency_limit_id?: ConcurrencyLimitId | null;
}

/** The columns of the deployment that follow from what is wanted. @throws ApiError `not_found` for an unknown global limit */
export async function settleLimit(
  unit: Unit,
  id: DeploymentId,
  current: ConcurrencyLimitId | null,
  { concurrency_limit, global_concurrency_limit_id }: Wanted,
): Promise<LimitColumns> {
  if (global_concurrency_limit_id) {
    const shared = await findConcurrencyLimit(unit.transaction, global_concurrency_limit_id);
    if (!shared) throw notFound('Concurrency limit');
    return { concurrency_limit: shared.limit, concurrency_limit_id: shared.id };
  }
  if (concurrency_limit === undefined) return {};
  if (concurrency_limit === null) {
    if (current) await deleteConcurrencyLimit(unit.transaction, current);
    return { concurrency_limit: null, concurrency_limit_id: null };
  }
  if (current) {
    await updateConcurrencyLimit(unit.transaction, current, { limit: concurrency_limit, updated: unit.now });
    return { concurrency_limit };
  }
  const limit_id = newId<ConcurrencyLimitId>();
  await insertConcurrencyLimit(unit.transaction, {
    id: limit_id,
    created: unit.now,
    updated: unit.now,
    active: true,
    name: `deployment:${id}`,
    limit: concurrency_limit,
    slot_decay_per_second: 0,
  });
  return { concurrency_limit, concurrency_limit_id: ConcurrencyLimitId.parse(limit_id) };
}
