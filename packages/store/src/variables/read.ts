// store: finding variables.
import type { Variable, VariableFilter, VariableId, VariableSort } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { every } from '../filters/criteria.ts';
import { variableConditions } from './conditions.ts';
import { type VariableRow, variableColumns } from './table.ts';

const ORDER = {
  CREATED_DESC: sql`variables.created desc, variables.id desc`,
  UPDATED_DESC: sql`variables.updated desc, variables.id desc`,
  NAME_ASC: sql`variables.name asc`,
  NAME_DESC: sql`variables.name desc`,
} as const satisfies { [Sort in VariableSort]: unknown };

/** The value of a variable is any JSON that the contract let in. */
const variableFromRow = (row: VariableRow): Variable => variableColumns.decode(row) as Variable;

export async function findVariable(database: Kysely<Database>, id: VariableId): Promise<Variable | null> {
  const row = await database.selectFrom('variables').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? variableFromRow(row) : null;
}

export async function findVariableByName(database: Kysely<Database>, name: string): Promise<Variable | null> {
  const row = await database.selectFrom('variables').selectAll().where('name', '=', name).executeTakeFirst();
  return row ? variableFromRow(row) : null;
}

export async function listVariables(
  database: Kysely<Database>,
  query: { filter: VariableFilter | null | undefined; sort: VariableSort; limit: number; offset: number },
): Promise<Variable[]> {
  const rows = await database
    .selectFrom('variables')
    .selectAll()
    .where(every(query.filter ? variableConditions(query.filter) : []))
    .orderBy(ORDER[query.sort])
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return rows.map(variableFromRow);
}

export async function countVariables(
  database: Kysely<Database>,
  filter: VariableFilter | null | undefined,
): Promise<number> {
  const row = await database
    .selectFrom('variables')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where(every(filter ? variableConditions(filter) : []))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
