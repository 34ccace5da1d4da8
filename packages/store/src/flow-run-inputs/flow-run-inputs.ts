// store: what is sent to a flow run while it goes.
import type { FlowRunId, FlowRunInput } from '@signalbox/contract';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../database.ts';
import { every, membership, startsWith } from '../filters/criteria.ts';
import { flowRunInputColumns } from './table.ts';

export async function insertFlowRunInput(
  transaction: Transaction<Database>,
  input: FlowRunInput & {
    created: NonNullable<FlowRunInput['created']>;
    updated: NonNullable<FlowRunInput['updated']>;
  },
): Promise<void> {
  await transaction.insertInto('flow_run_inputs').values(flowRunInputColumns.encode(input)).execute();
}

export async function findFlowRunInput(
  database: Kysely<Database>,
  flow_run_id: FlowRunId,
  key: string,
): Promise<FlowRunInput | null> {
  const row = await database
    .selectFrom('flow_run_inputs')
    .selectAll()
    .where('flow_run_id', '=', flow_run_id)
    .where('key', '=', key)
    .executeTakeFirst();
  return row ?? null;
}

/** Inputs whose key begins with `prefix`, oldest first, without those already seen. */
export async function listFlowRunInputs(
  database: Kysely<Database>,
  query: { flow_run_id: FlowRunId; prefix: string; limit: number; exclude_keys: readonly string[] },
): Promise<FlowRunInput[]> {
  const key = sql.ref('flow_run_inputs.key');
  return database
    .selectFrom('flow_run_inputs')
    .selectAll()
    .where('flow_run_id', '=', query.flow_run_id)
    .where(every([...startsWith(key, [query.prefix]), ...membership(key, { not_any_: query.exclude_keys })]))
    .orderBy('created')
    .limit(query.limit)
    .execute();
}

/** Whether there was one. */
export async function deleteFlowRunInput(
  transaction: Transaction<Database>,
  flow_run_id: FlowRunId,
  key: string,
): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('flow_run_inputs')
    .where('flow_run_id', '=', flow_run_id)
    .where('key', '=', key)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
