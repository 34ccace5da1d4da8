// signalbox: `signalbox automation ls`
import type { Automation } from '@signalbox/contract';
import type { CommandContext } from '../command-context.ts';
import { table } from '../output/table.ts';
import { triggerLine } from './trigger-line.ts';

const PAGE = 200;

async function allAutomations({ client }: CommandContext): Promise<Automation[]> {
  const automations: Automation[] = [];
  for (;;) {
    const page = await client.automations.filter({ body: { limit: PAGE, offset: automations.length } });
    automations.push(...page);
    if (page.length < PAGE) return automations;
  }
}

export async function listAutomations(context: CommandContext): Promise<void> {
  const automations = await allAutomations(context);
  context.show(automations, () =>
    table(
      automations,
      [
        { title: 'Name', text: ({ name }) => name },
        { title: 'Id', text: ({ id }) => id },
        { title: 'Status', text: ({ enabled }) => (enabled ? 'on' : 'paused') },
        { title: 'Trigger', text: ({ trigger }) => triggerLine(trigger) },
        { title: 'Actions', text: ({ actions }) => actions.map(({ type }) => type).join(', ') },
        { title: 'Tags', text: ({ tags }) => tags.join(', ') },
      ],
      'No automations yet. `signalbox automation create --from-file FILE` makes one.',
    ),
  );
}
