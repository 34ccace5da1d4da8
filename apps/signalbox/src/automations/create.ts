// signalbox: `signalbox automation create`
import type { Automation } from '@signalbox/contract';
import type { CommandContext } from '../command-context.ts';
import { CommandError } from '../command-error.ts';
import { readAutomationFile } from './automation-file.ts';

export async function createAutomations({ client, show }: CommandContext, file: string): Promise<void> {
  const { automations, isList } = await readAutomationFile(file);
  const created: Automation[] = [];
  for (const body of automations) {
    try {
      created.push(await client.automations.create({ body }));
    } catch (error) {
      if (created.length === 0) throw error;
      throw new CommandError(
        `${body.name} was not created: ${error instanceof Error ? error.message : error}\nCreated before it: ${created.map(({ name }) => name).join(', ')}.`,
        { cause: error },
      );
    }
  }
  show(isList ? created : created[0], () =>
    created.map(({ name, id }) => `Created automation ${name} (${id}).`).join('\n'),
  );
}
