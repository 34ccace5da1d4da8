// store: how many leases answer for something, and how many of these have run out and wait to be dealt with.
import type { Timestamp } from '@signalbox/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import { flowRunLeaseColumns } from './table.ts';

export interface LeaseCount {
  readonly kind: 'flow_run' | 'slot';
  readonly state: 'live' | 'expired';
  readonly count: number;
}

export async function countLeases(database: Kysely<Database>, now: Timestamp): Promise<LeaseCount[]> {
  const runs = database
    .selectFrom('flow_run_leases')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('released', '=', flowRunLeaseColumns.encode({ released: false }).released);
  const slots = database.selectFrom('slot_leases').select(({ fn }) => fn.countAll().as('count'));
  const [liveRuns, expiredRuns, liveSlots, expiredSlots] = await Promise.all([
    runs.where('expires_at', '>', now).executeTakeFirst(),
    runs.where('expires_at', '<=', now).executeTakeFirst(),
    slots.where('expires_at', '>', now).executeTakeFirst(),
    slots.where('expires_at', '<=', now).executeTakeFirst(),
  ]);
  const counted = (kind: LeaseCount['kind'], state: LeaseCount['state'], row: typeof liveRuns): LeaseCount => ({
    kind,
    state,
    count: Number(row?.count ?? 0),
  });
  return [
    counted('flow_run', 'live', liveRuns),
    counted('flow_run', 'expired', expiredRuns),
    counted('slot', 'live', liveSlots),
    counted('slot', 'expired', expiredSlots),
  ];
}
