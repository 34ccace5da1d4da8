// store: finding flows for what is done to many of them.
import type { FlowId } from '@signalbox/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import { type Condition, every } from '../filters/criteria.ts';

/** The ids of the flows that satisfy all conditions, in the order of their names. */
export async function listFlowIds(
  database: Kysely<Database>,
  conditions: readonly Condition[],
  limit: number,
): Promise<FlowId[]> {
  const rows = await database
    .selectFrom('flows')
    .select('flows.id')
    .where(every(conditions))
    .orderBy('flows.name')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
