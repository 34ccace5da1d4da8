// signalbox: `signalbox variable unset`
import { NotFoundError } from '@signalbox/client';
import type { CommandContext } from '../command-context.ts';
import { missingVariable } from './get.ts';

export async function unsetVariable({ client, show }: CommandContext, name: string): Promise<void> {
  await client.variables.delete_by_name({ params: { name } }).catch((error: unknown) => {
    throw error instanceof NotFoundError ? missingVariable(name, error) : error;
  });
  show({ name, deleted: true }, () => `Deleted variable ${name}.`);
}
