// store: finding logs, in the order in which they were written.
import type { FlowRunId, Log, LogFilter, LogId, LogSort } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { every } from '../filters/criteria.ts';
import { logConditions } from './conditions.ts';
import { type LogRow, logColumns } from './table.ts';

const ORDER = {
  TIMESTAMP_ASC: sql`logs.timestamp asc, logs.id asc`,
  TIMESTAMP_DESC: sql`logs.timestamp desc, logs.id desc`,
} as const satisfies { [Sort in LogSort]: unknown };

/** A log never changes: it was updated when it was created. */
const logFromRow = (row: LogRow): Log => ({ ...logColumns.decode(row), updated: row.created });

export async function listLogs(
  database: Kysely<Database>,
  query: { filter: LogFilter | null | undefined; sort: LogSort; limit: number; offset: number },
): Promise<Log[]> {
  const rows = await database
    .selectFrom('logs')
    .selectAll()
    .where(every(query.filter ? logConditions(query.filter) : []))
    .orderBy(ORDER[query.sort])
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return rows.map(logFromRow);
}

/** Those of the ids that are there, in the order in which they were written. */
export async function findLogs(database: Kysely<Database>, ids: readonly LogId[]): Promise<Log[]> {
  const rows = await database
    .selectFrom('logs')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy(ORDER.TIMESTAMP_ASC)
    .execute();
  return rows.map(logFromRow);
}

/** All logs of a flow run and its tasks, oldest first, in pages so that no answer needs them in memory at once. */
export async function* readLogsOfFlowRun(
  database: Kysely<Database>,
  flow_run_id: FlowRunId,
  page_size = 1_000,
): AsyncGenerator<Log[]> {
  let last: Log | undefined;
  for (;;) {
    const { timestamp, id } = last ?? {};
    const rows = await database
      .selectFrom('logs')
      .selectAll()
      .where('flow_run_id', '=', flow_run_id)
      .$if(last !== undefined, (query) => query.where(sql<boolean>`(logs.timestamp, logs.id) > (${timestamp}, ${id})`))
      .orderBy(ORDER.TIMESTAMP_ASC)
      .limit(page_size)
      .execute();
    if (rows.length > 0) yield rows.map(logFromRow);
    const end = rows.at(-1);
    if (end === undefined || rows.length < page_size) return;
    last = logFromRow(end);
  }
}
