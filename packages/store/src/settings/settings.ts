// store: settings that are changed while the server runs, by name.
import type { Timestamp } from '@signalbox/contract';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database.ts';

/** null when it was never set, or was removed. */
export async function findServerSetting(database: Kysely<Database>, name: string): Promise<string | null> {
  const row = await database.selectFrom('server_settings').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value ?? null;
}

export async function saveServerSetting(
  transaction: Transaction<Database>,
  setting: { name: string; value: string; updated: Timestamp },
): Promise<void> {
  await transaction
    .insertInto('server_settings')
    .values(setting)
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: setting.value, updated: setting.updated }))
    .execute();
}

export async function deleteServerSetting(transaction: Transaction<Database>, name: string): Promise<void> {
  await transaction.deleteFrom('server_settings').where('name', '=', name).execute();
}
