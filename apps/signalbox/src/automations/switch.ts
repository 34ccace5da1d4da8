// signalbox: `signalbox automation pause` and `resume`
import type { CommandContext } from '../command-context.ts';
import { readAutomation } from './read.ts';

export async function switchAutomation(context: CommandContext, name: string, verb: 'pause' | 'resume'): Promise<void> {
  const { id } = await readAutomation(context, name);
  await context.client.automations.patch({ params: { id }, body: { enabled: verb === 'resume' } });
  const automation = await readAutomation(context, id);
  context.show(automation, () =>
    automation.enabled ? `Resumed ${automation.name}.` : `Paused ${automation.name}: it acts on nothing.`,
  );
}
