// store: writing automations.
import type { AutomationId } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import { automationColumns, type StoredAutomation } from './automation-table.ts';
import { forgetTriggerState } from './trigger-state.ts';

export async function insertAutomation(
  transaction: Transaction<Database>,
  automation: StoredAutomation,
): Promise<void> {
  await transaction.insertInto('automations').values(automationColumns.encode(automation)).execute();
}

export async function updateAutomation(
  transaction: Transaction<Database>,
  id: AutomationId,
  patch: Partial<StoredAutomation>,
): Promise<void> {
  await transaction.updateTable('automations').set(automationColumns.encode(patch)).where('id', '=', id).execute();
}

/** With all that its triggers have counted. What it has set going is still done. */
export async function deleteAutomation(transaction: Transaction<Database>, id: AutomationId): Promise<void> {
  await forgetTriggerState(transaction, id);
  await transaction.deleteFrom('automations').where('id', '=', id).execute();
}
