// signalbox: `signalbox automation inspect`
import type { Action, Automation } from '@signalbox/contract';
import type { CommandContext } from '../command-context.ts';
import { fields } from '../output/table.ts';
import { localTime, relativeTime } from '../output/time.ts';
import { readAutomation } from './read.ts';
import { triggerLine } from './trigger-line.ts';

/** When it fired last, as far as the server still has the event. */
async function lastFiring({ client }: CommandContext, { id }: Automation): Promise<string | null> {
  const filter = { event: { name: ['prefect.automation.triggered'] }, resource: { id: [`prefect.automation.${id}`] } };
  const { events } = await client.events.filter({ body: { filter, limit: 1 } });
  return events[0]?.occurred ?? null;
}

function actionLine({ type, ...rest }: Action): string {
  const said = Object.entries(rest).filter(([, value]) => value !== null && value !== '');
  return [type, ...said.map(([field, value]) => `${field}=${JSON.stringify(value)}`)].join(' ');
}

export async function inspectAutomation(context: CommandContext, name: string): Promise<void> {
  const automation = await readAutomation(context, name);
  const last = await lastFiring(context, automation);
  context.show({ ...automation, last_fired: last }, () =>
    [
      fields({
        name: automation.name,
        id: automation.id,
        description: automation.description || null,
        status: automation.enabled ? 'on' : 'paused',
        'last fired': last === null ? 'not lately' : relativeTime(last, context.now()),
        trigger: triggerLine(automation.trigger),
        tags: automation.tags.join(', ') || null,
        created: localTime(automation.created),
        updated: localTime(automation.updated),
      }),
      '',
      ...[...automation.actions, ...automation.actions_on_trigger].map((action) => `does  ${actionLine(action)}`),
      '',
      JSON.stringify(automation.trigger, null, 2),
    ].join('\n'),
  );
}
