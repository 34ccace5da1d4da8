// store: what belongs to each of many objects, so many of each, in one statement.
import type { Uuid } from '@signalbox/contract';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from '../database.ts';

/** Where the children lie, what ties them to their parent, and their order. */
const CHILDREN = {
  deployments_of_flow: {
    table: 'deployments',
    parent: 'flow_id',
    order: sql`name asc, id asc`,
  },
  // Those that have not started come last on both dialects.
  flow_runs_of_flow: { table: 'flow_runs', parent: 'flow_id', order: sql`start_time desc nulls last, id desc` },
  flow_runs_of_deployment: {
    table: 'flow_runs',
    parent: 'deployment_id',
    order: sql`start_time desc nulls last, id desc`,
  },
  flow_runs_of_task_run: {
    table: 'flow_runs',
    parent: 'parent_task_run_id',
    order: sql`start_time desc nulls last, id desc`,
  },
  task_runs_of_flow_run: { table: 'task_runs', parent: 'flow_run_id', order: sql`expected_start_time asc, id asc` },
  states_of_flow_run: { table: 'flow_run_states', parent: 'flow_run_id', order: sql`"timestamp" asc, id asc` },
  states_of_task_run: { table: 'task_run_states', parent: 'task_run_id', order: sql`"timestamp" asc, id asc` },
  logs_of_flow_run: { table: 'logs', parent: 'flow_run_id', order: sql`"timestamp" asc, id asc` },
  logs_of_task_run: { table: 'logs', parent: 'task_run_id', order: sql`"timestamp" asc, id asc` },
  artifacts_of_flow_run: { table: 'artifacts', parent: 'flow_run_id', order: sql`created desc, id desc` },
  artifacts_of_task_run: { table: 'artifacts', parent: 'task_run_id', order: sql`created desc, id desc` },
} as const satisfies { [name: string]: { table: keyof Database; parent: string; order: RawBuilder<unknown> } };

export type Kinship = keyof typeof CHILDREN;

/** Most parents of one statement: SQLite takes 500 parts. */
export const PARENTS_AT_MOST = 100;

/**
 * The ids of the children of each parent, in their order. Each parent is a part of its own, which an index answers
 * with no more rows than are wanted, however many children there are.
 * @param parents at most {@link PARENTS_AT_MOST}
 */
export async function findChildIds(
  database: Kysely<Database>,
  query: { kinship: Kinship; parents: readonly string[]; limit: number; offset: number },
): Promise<ReadonlyMap<string, Uuid[]>> {
  const { kinship, parents, limit, offset } = query;
  const children = new Map<string, Uuid[]>(parents.map((parent) => [parent, []]));
  if (parents.length === 0 || limit === 0) return children;
  const { table, parent: column, order } = CHILDREN[kinship];
  const parts = parents.map(
    (parent) =>
      sql`select id, parent from (select id, ${sql.ref(column)} as parent from ${sql.table(table)} where ${sql.ref(column)} = ${parent} order by ${order} limit ${limit} offset ${offset}) as part`,
  );
  const { rows } = await sql<{ id: Uuid; parent: string }>`${sql.join(parts, sql` union all `)}`.execute(database);
  for (const { id, parent } of rows) children.get(parent)?.push(id);
  return children;
}
