// store: who serves tasks now.
import type { TaskWorkerResponse, Timestamp } from '@signalbox/contract';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { Decoded } from '../dialect/columns.ts';
import { type TaskWorkerRow, taskWorkerColumns } from './table.ts';

/** Makes or renews the row of a connection, and forgets those that were not renewed in time. */
export async function keepTaskWorker(
  transaction: Transaction<Database>,
  worker: Decoded<TaskWorkerRow>,
): Promise<void> {
  await transaction.deleteFrom('task_workers').where('expires_at', '<=', worker.timestamp).execute();
  await transaction
    .insertInto('task_workers')
    .values(taskWorkerColumns.encode(worker))
    .onConflict((conflict) =>
      conflict.column('connection').doUpdateSet({ timestamp: worker.timestamp, expires_at: worker.expires_at }),
    )
    .execute();
}

export async function deleteTaskWorker(transaction: Transaction<Database>, connection: string): Promise<void> {
  await transaction.deleteFrom('task_workers').where('connection', '=', connection).execute();
}

/** The workers that are connected, each once, in the order of their identifiers. */
export async function listTaskWorkers(database: Kysely<Database>, now: Timestamp): Promise<TaskWorkerResponse[]> {
  const rows = await database
    .selectFrom('task_workers')
    .selectAll()
    .where('expires_at', '>', now)
    .orderBy('identifier')
    .orderBy('timestamp')
    .execute();
  const workers = new Map<string, TaskWorkerResponse>();
  for (const row of rows) {
    const { identifier, task_keys, timestamp } = taskWorkerColumns.decode(row);
    const known = workers.get(identifier)?.task_keys ?? [];
    workers.set(identifier, { identifier, task_keys: [...new Set([...known, ...task_keys])], timestamp });
  }
  return [...workers.values()];
}
