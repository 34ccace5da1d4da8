// signalbox: finds the automation that a command names.
import { NotFoundError } from '@signalbox/client';
import type { Automation, AutomationId } from '@signalbox/contract';
import type { CommandContext } from '../command-context.ts';
import { CommandError } from '../command-error.ts';
import { isId } from '../id.ts';

const missing = (name: string, cause?: unknown): CommandError =>
  new CommandError(`There is no automation ${name}. \`signalbox automation ls\` lists those that exist.`, { cause });

export async function readAutomation({ client }: CommandContext, name: string): Promise<Automation> {
  if (isId<AutomationId>(name)) {
    try {
      return await client.automations.read({ params: { id: name } });
    } catch (error) {
      if (error instanceof NotFoundError) throw missing(name, error);
      throw error;
    }
  }
  const [found, ...others] = await client.automations.filter({
    body: { automations: { name: { any_: [name] } }, limit: 5 },
  });
  if (found === undefined) throw missing(name);
  if (others.length > 0)
    throw new CommandError(
      `Several automations are named ${name}. Name one by its id:\n${[found, ...others].map(({ id, description }) => `  ${id}  ${description}`.trimEnd()).join('\n')}`,
    );
  return found;
}
