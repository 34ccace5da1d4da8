// store: the filter of logs as SQL conditions.
import type { LogFilter } from '@signalbox/contract';
import { type SqlBool, sql } from 'kysely';
import { type Condition, combined, membership, missing, timeRange } from '../filters/criteria.ts';
import { textSearch } from './text-search.ts';

/** What a text search looks through: the message and the logger's name. */
const TEXT = sql`(logs.message || ' ' || logs.name)`;

function levels(criteria: LogFilter['level']): Condition[] {
  const conditions: Condition[] = [];
  if (criteria?.ge_ !== null && criteria?.ge_ !== undefined)
    conditions.push(sql<SqlBool>`logs.level >= ${criteria.ge_}`);
  if (criteria?.le_ !== null && criteria?.le_ !== undefined)
    conditions.push(sql<SqlBool>`logs.level <= ${criteria.le_}`);
  return conditions;
}

/** The conditions of a log filter on the table `logs`. */
export function logConditions(filter: LogFilter): Condition[] {
  return combined(filter.operator, [
    ...levels(filter.level),
    ...timeRange(sql.ref('logs.timestamp'), filter.timestamp),
    ...membership(sql.ref('logs.flow_run_id'), filter.flow_run_id),
    ...membership(sql.ref('logs.task_run_id'), filter.task_run_id),
    ...missing(sql.ref('logs.task_run_id'), filter.task_run_id?.is_null_),
    ...combined('and_', textSearch(TEXT, filter.text?.query)),
  ]);
}
