// signalbox: `signalbox work-pool ls`
import type { CommandContext } from '../command-context.ts';
import { table } from '../output/table.ts';

export async function listWorkPools({ client, show }: CommandContext): Promise<void> {
  const pools = await client.work_pools.filter({ body: {} });
  show(pools, () =>
    table(
      pools,
      [
        { title: 'Name', text: ({ name }) => name },
        { title: 'Type', text: ({ type }) => type },
        { title: 'Status', text: ({ status }) => (status === null ? '–' : status.toLowerCase().replace('_', ' ')) },
        { title: 'Running', text: ({ active_slots }) => String(active_slots ?? '–'), align: 'right' },
        { title: 'Limit', text: ({ concurrency_limit }) => String(concurrency_limit ?? '–'), align: 'right' },
        { title: 'Description', text: ({ description }) => description ?? '' },
      ],
      'No work pools yet. A worker makes its own: `signalbox worker start --pool default`.',
    ),
  );
}
