// store: writing logs, many in one statement.
import type { Log } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import { logColumns } from './table.ts';

/** Rows that one statement inserts: eight values each, and SQLite takes 32,766. */
const ROWS_PER_INSERT = 500;

export async function insertLogs(transaction: Transaction<Database>, logs: readonly Log[]): Promise<void> {
  for (let start = 0; start < logs.length; start += ROWS_PER_INSERT) {
    const rows = logs
      .slice(start, start + ROWS_PER_INSERT)
      .map(({ updated: _updated, created, ...log }) =>
        logColumns.encode({ ...log, created: created ?? log.timestamp }),
      );
    await transaction.insertInto('logs').values(rows).execute();
  }
}
