// signalbox: `signalbox automation delete`
import type { CommandContext } from '../command-context.ts';
import { readAutomation } from './read.ts';

export async function deleteAutomation(context: CommandContext, named: string): Promise<void> {
  const { id, name } = await readAutomation(context, named);
  await context.client.automations.delete({ params: { id } });
  context.show({ id, deleted: true }, () => `Deleted automation ${name}.`);
}
