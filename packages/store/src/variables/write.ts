// store: writing variables.
import type { VariableId } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { Decoded } from '../dialect/columns.ts';
import { type VariableRow, variableColumns } from './table.ts';

export async function insertVariable(
  transaction: Transaction<Database>,
  variable: Decoded<VariableRow>,
): Promise<void> {
  await transaction.insertInto('variables').values(variableColumns.encode(variable)).execute();
}

export async function updateVariable(
  transaction: Transaction<Database>,
  id: VariableId,
  patch: Partial<Decoded<VariableRow>>,
): Promise<void> {
  await transaction.updateTable('variables').set(variableColumns.encode(patch)).where('id', '=', id).execute();
}

/** Whether a variable of that id was there. */
export async function deleteVariable(transaction: Transaction<Database>, id: VariableId): Promise<boolean> {
  const { numDeletedRows } = await transaction.deleteFrom('variables').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}
