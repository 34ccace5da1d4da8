// signalbox: `signalbox flow ls`
import type { CommandContext } from '../command-context.ts';
import { table } from '../output/table.ts';
import { relativeTime } from '../output/time.ts';

export async function listFlows({ client, show, now }: CommandContext, limit: number): Promise<void> {
  const flows = await client.flows.filter({ body: { limit, sort: 'NAME_ASC' } });
  show(flows, () =>
    table(
      flows,
      [
        { title: 'Name', text: ({ name }) => name },
        { title: 'Created', text: ({ created }) => relativeTime(created, now()) },
        { title: 'Tags', text: ({ tags }) => tags.join(', ') },
        { title: 'Id', text: ({ id }) => id },
      ],
      'No flows yet. Run one, or deploy one with `signalbox deploy`.',
    ),
  );
}
