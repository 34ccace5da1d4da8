// store: who answers for a flow run, and until when.
import type { FlowRunId, Timestamp } from '@signalbox/contract';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { Decoded } from '../dialect/columns.ts';
import { type FlowRunLeaseRow, flowRunLeaseColumns } from './table.ts';

export type StoredLease = Decoded<FlowRunLeaseRow>;

/** The last lease of a run, alive or not: its fencing number lives on. */
export async function findFlowRunLease(
  database: Kysely<Database>,
  flow_run_id: FlowRunId,
): Promise<StoredLease | null> {
  const row = await database
    .selectFrom('flow_run_leases')
    .selectAll()
    .where('flow_run_id', '=', flow_run_id)
    .executeTakeFirst();
  return row ? flowRunLeaseColumns.decode(row) : null;
}

export async function putFlowRunLease(transaction: Transaction<Database>, lease: StoredLease): Promise<void> {
  const row = flowRunLeaseColumns.encode(lease);
  await transaction
    .insertInto('flow_run_leases')
    .values(row)
    .onConflict((conflict) => conflict.column('flow_run_id').doUpdateSet(row))
    .execute();
}

/** Lets every lease that still answers for its run go on until then, or longer where it does already. */
export async function extendFlowRunLeases(transaction: Transaction<Database>, until: Timestamp): Promise<void> {
  await transaction
    .updateTable('flow_run_leases')
    .set({ expires_at: until })
    .where('released', '=', flowRunLeaseColumns.encode({ released: false }).released)
    .where('expires_at', '<', until)
    .execute();
}

/** The expiries of all leases that still answer for their run are moved as the clock was. */
export async function moveFlowRunLeases(
  transaction: Transaction<Database>,
  moved: (expiry: Timestamp) => Timestamp,
): Promise<void> {
  const leases = await transaction
    .selectFrom('flow_run_leases')
    .select(['flow_run_id', 'expires_at'])
    .where('released', '=', flowRunLeaseColumns.encode({ released: false }).released)
    .execute();
  for (const { flow_run_id, expires_at } of leases)
    await transaction
      .updateTable('flow_run_leases')
      .set({ expires_at: moved(expires_at) })
      .where('flow_run_id', '=', flow_run_id)
      .execute();
}

/** Leases that have run out and still answer for their run. */
export async function listExpiredFlowRunLeases(
  database: Kysely<Database>,
  now: Timestamp,
  limit: number,
): Promise<StoredLease[]> {
  const rows = await database
    .selectFrom('flow_run_leases')
    .selectAll()
    .where('released', '=', flowRunLeaseColumns.encode({ released: false }).released)
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(limit)
    .execute();
  return rows.map(flowRunLeaseColumns.decode);
}

/** When the next lease runs out. */
export async function nextFlowRunLeaseExpiry(database: Kysely<Database>): Promise<Timestamp | null> {
  const row = await database
    .selectFrom('flow_run_leases')
    .select('expires_at')
    .where('released', '=', flowRunLeaseColumns.encode({ released: false }).released)
    .orderBy('expires_at')
    .limit(1)
    .executeTakeFirst();
  return row?.expires_at ?? null;
}
