// store: writing logs, many in one statement.
import type { Log } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import { insertPrepared } from '../dialect/prepared.ts';
import type { LogRow } from './table.ts';

/** A log before it is stored: the time of creation is one for all of a batch. */
export type NewLog = Omit<Log, 'created' | 'updated'>;

export async function insertLogs(
  transaction: Transaction<Database>,
  logs: readonly NewLog[],
  created: LogRow['created'],
): Promise<void> {
  const rows = logs.map(
    ({ id, name, level, flow_run_id, task_run_id, timestamp, message }): LogRow => ({
      id,
      created,
      name,
      level,
      flow_run_id,
      task_run_id,
      timestamp,
      message,
    }),
  );
  await insertPrepared(transaction, 'logs', rows);
}
