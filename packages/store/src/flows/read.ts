// store: finding flows.
import type { Flow, FlowId, FlowSort } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { executePrepared } from '../dialect/prepared.ts';
import { type Condition, every } from '../filters/criteria.ts';
import { flowColumns } from './table.ts';

const ORDER = {
  CREATED_DESC: sql`flows.created desc, flows.id desc`,
  UPDATED_DESC: sql`flows.updated desc, flows.id desc`,
  NAME_ASC: sql`flows.name asc`,
  NAME_DESC: sql`flows.name desc`,
} as const satisfies { [Sort in FlowSort]: unknown };

export async function findFlow(database: Kysely<Database>, id: FlowId): Promise<Flow | null> {
  const build = () => database.selectFrom('flows').selectAll().where('id', '=', id);
  const { rows } = await executePrepared(database, 'flow', build, [id]);
  return rows[0] ? flowColumns.decode(rows[0]) : null;
}

export async function findFlowByName(database: Kysely<Database>, name: string): Promise<Flow | null> {
  const row = await database.selectFrom('flows').selectAll().where('name', '=', name).executeTakeFirst();
  return row ? flowColumns.decode(row) : null;
}

/** Flows that satisfy all conditions (see the conditions of each resource), sorted, one page. */
export async function listFlows(
  database: Kysely<Database>,
  query: { conditions: readonly Condition[]; sort: FlowSort; limit: number; offset: number },
): Promise<Flow[]> {
  const rows = await database
    .selectFrom('flows')
    .selectAll()
    .where(every(query.conditions))
    .orderBy(ORDER[query.sort])
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return rows.map(flowColumns.decode);
}

export async function countFlows(database: Kysely<Database>, conditions: readonly Condition[]): Promise<number> {
  const row = await database
    .selectFrom('flows')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where(every(conditions))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
