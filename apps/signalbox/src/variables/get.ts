// signalbox: `signalbox variable get`
import { NotFoundError } from '@signalbox/client';
import type { CommandContext } from '../command-context.ts';
import { CommandError } from '../command-error.ts';

export const missingVariable = (name: string, cause: unknown): CommandError =>
  new CommandError(`There is no variable ${name}. \`signalbox variable ls\` lists them.`, { cause });

export async function getVariable({ client, show }: CommandContext, name: string): Promise<void> {
  const variable = await client.variables.read_by_name({ params: { name } }).catch((error: unknown) => {
    throw error instanceof NotFoundError ? missingVariable(name, error) : error;
  });
  show(variable, () => (typeof variable.value === 'string' ? variable.value : JSON.stringify(variable.value)));
}
