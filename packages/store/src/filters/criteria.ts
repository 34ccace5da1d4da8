// store: the criteria that filters are made of, as SQL conditions of both dialects.
import { type Expression, type SqlBool, sql } from 'kysely';

/** A condition of a WHERE clause. */
export type Condition = Expression<SqlBool>;

/** Most values in one list: SQLite takes 32,766 bound values in a statement. */
const VALUES_AT_MOST = 10_000;

type Column = Expression<unknown>;
type Values = readonly (string | number)[] | null | undefined;

const never: Condition = sql<SqlBool>`1 = 0`;
const listOf = (values: readonly (string | number)[]) => sql.join(values.slice(0, VALUES_AT_MOST));

/** `any_` and `not_any_`: the value is, or is not, one of a list. Nothing is in an empty list. */
export function membership(
  column: Column,
  criteria: { any_?: Values; not_any_?: Values } | null | undefined,
): Condition[] {
  const conditions: Condition[] = [];
  if (criteria?.any_)
    conditions.push(criteria.any_.length > 0 ? sql<SqlBool>`${column} in (${listOf(criteria.any_)})` : never);
  if (criteria?.not_any_ && criteria.not_any_.length > 0)
    conditions.push(sql<SqlBool>`(${column} not in (${listOf(criteria.not_any_)}) or ${column} is null)`);
  return conditions;
}

/** `like_`: the text occurs in the value, whatever the case. `%` and `_` mean themselves. */
export function containsText(column: Column, text: string | null | undefined): Condition[] {
  if (text === null || text === undefined) return [];
  const pattern = `%${text.toLowerCase().replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`;
  return [sql<SqlBool>`lower(${column}) like ${pattern} escape '\\'`];
}

/** `startswith_`: the value begins with one of the texts. */
export function startsWith(column: Column, texts: readonly string[] | null | undefined): Condition[] {
  if (!texts) return [];
  if (texts.length === 0) return [never];
  const each = texts.map((text) => sql<SqlBool>`substr(${column}, 1, ${text.length}) = ${text}`);
  return [sql<SqlBool>`(${sql.join(each, sql` or `)})`];
}

/** `before_` and `after_`, both inclusive. */
export function timeRange(
  column: Column,
  criteria: { before_?: string | null; after_?: string | null } | null | undefined,
): Condition[] {
  const conditions: Condition[] = [];
  if (criteria?.before_) conditions.push(sql<SqlBool>`${column} <= ${criteria.before_}`);
  if (criteria?.after_) conditions.push(sql<SqlBool>`${column} >= ${criteria.after_}`);
  return conditions;
}

/** `is_null_`: the value is missing (true) or present (false). */
export function missing(column: Column, isMissing: boolean | null | undefined): Condition[] {
  if (isMissing === null || isMissing === undefined) return [];
  return [isMissing ? sql<SqlBool>`${column} is null` : sql<SqlBool>`${column} is not null`];
}

/** `eq_` of a column that holds 0 or 1. */
export function flagIs(column: Column, value: boolean | null | undefined): Condition[] {
  return value === null || value === undefined ? [] : [sql<SqlBool>`${column} = ${value ? 1 : 0}`];
}

interface TagCriteria {
  readonly all_?: readonly string[] | null | undefined;
  readonly any_?: readonly string[] | null | undefined;
  readonly is_null_?: boolean | null | undefined;
}

/** Tags lie as a JSON list of texts: `all_` has each of them, `any_` at least one, `is_null_` none at all. */
export function tagged(column: Column, criteria: TagCriteria | null | undefined): Condition[] {
  const conditions: Condition[] = [];
  const has = (tag: string) =>
    sql<SqlBool>`exists (select 1 from json_each(${column}) as tag where tag.value = ${tag})`;
  for (const tag of criteria?.all_ ?? []) conditions.push(has(tag));
  if (criteria?.any_) {
    conditions.push(
      criteria.any_.length > 0
        ? sql<SqlBool>`exists (select 1 from json_each(${column}) as tag where tag.value in (${listOf(criteria.any_)}))`
        : never,
    );
  }
  if (criteria?.is_null_ !== null && criteria?.is_null_ !== undefined) {
    conditions.push(criteria.is_null_ ? sql<SqlBool>`${column} = '[]'` : sql<SqlBool>`${column} <> '[]'`);
  }
  return conditions;
}

/** Joins the conditions of one filter by its `operator`; a filter without conditions matches everything. */
export function combined(operator: 'and_' | 'or_' | undefined, conditions: readonly Condition[]): Condition[] {
  if (conditions.length < 2) return [...conditions];
  return [sql<SqlBool>`(${sql.join(conditions, operator === 'or_' ? sql` or ` : sql` and `)})`];
}

/** All of the conditions, for `where()`. */
export function every(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
}
