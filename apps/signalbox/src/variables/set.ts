// signalbox: `signalbox variable set`
import { NotFoundError } from '@signalbox/client';
import type { VariableCreate } from '@signalbox/contract';
import type { CommandContext } from '../command-context.ts';

function parsedValue(text: string): VariableCreate['value'] {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export async function setVariable(
  { client, show }: CommandContext,
  name: string,
  text: string,
  tags: string[] | undefined,
): Promise<void> {
  const change = { value: parsedValue(text), ...(tags !== undefined && { tags }) };
  let verb = 'Changed';
  try {
    await client.variables.update_by_name({ params: { name }, body: change });
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    await client.variables.create({ body: { name, ...change } });
    verb = 'Created';
  }
  show(await client.variables.read_by_name({ params: { name } }), () => `${verb} variable ${name}.`);
}
