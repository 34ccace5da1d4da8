// store: writing logs, many in one statement.
import type { Log, LogId } from '@signalbox/contract';
import { CompiledQuery, type DialectAdapter, type Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { LogRow } from './table.ts';

/**
 * Rows of one statement. With these few sizes every batch is made of statements that are prepared already; building
 * one for each batch takes a third of the time of writing it.
 */
const SIZES = [100, 10, 1] as const;

const COLUMNS = [
  'id',
  'created',
  'name',
  'level',
  'flow_run_id',
  'task_run_id',
  'timestamp',
  'message',
] as const satisfies (keyof LogRow)[];

/** A log before it is stored: the time of creation is one for all of a batch. */
export type NewLog = Omit<Log, 'created' | 'updated'>;

const statements = new WeakMap<DialectAdapter, Map<number, string>>();

/** The text of the statement that inserts so many rows, in the words of the transaction's dialect. */
function insertStatement(transaction: Transaction<Database>, size: number): string {
  const { adapter } = transaction.getExecutor();
  const known = statements.get(adapter) ?? new Map<number, string>();
  statements.set(adapter, known);
  const existing = known.get(size);
  if (existing !== undefined) return existing;
  const row = {
    id: '' as LogId,
    created: '',
    name: '',
    level: 0,
    flow_run_id: null,
    task_run_id: null,
    timestamp: '',
    message: '',
  };
  // Only the shape of the rows is compiled; the values are bound to each execution.
  const rows = Array.from({ length: size }, () => row as unknown as LogRow);
  const { sql } = transaction.insertInto('logs').values(rows).compile();
  known.set(size, sql);
  return sql;
}

export async function insertLogs(
  transaction: Transaction<Database>,
  logs: readonly NewLog[],
  created: LogRow['created'],
): Promise<void> {
  let done = 0;
  for (const size of SIZES) {
    for (; logs.length - done >= size; done += size) {
      const values: unknown[] = [];
      for (const log of logs.slice(done, done + size))
        for (const column of COLUMNS) values.push(column === 'created' ? created : log[column]);
      await transaction.executeQuery(CompiledQuery.raw(insertStatement(transaction, size), values));
    }
  }
}
