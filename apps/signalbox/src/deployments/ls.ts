// signalbox: `signalbox deployment ls`
import type { CommandContext } from '../command-context.ts';
import { table } from '../output/table.ts';
import { deploymentNames } from './read.ts';
import { scheduleText } from './schedule-text.ts';

export interface ListOptions {
  readonly flow?: string;
  readonly tag?: string[];
  readonly limit: string;
}

export async function listDeployments(context: CommandContext, { flow, tag, limit }: ListOptions): Promise<void> {
  const deployments = await context.client.deployments.filter({
    body: {
      limit: Number(limit),
      ...(flow !== undefined && { flows: { name: { any_: [flow] } } }),
      ...(tag !== undefined && { deployments: { tags: { all_: tag } } }),
    },
  });
  const names = await deploymentNames(context, deployments);
  context.show(deployments, () =>
    table(
      deployments,
      [
        { title: 'Name', text: ({ id }) => names.get(id) ?? id },
        {
          title: 'Status',
          text: ({ paused, status }) => (paused ? 'paused' : status === 'READY' ? 'ready' : 'not ready'),
        },
        { title: 'Work pool', text: ({ work_pool_name }) => work_pool_name ?? '–' },
        { title: 'Schedules', text: ({ schedules }) => schedules.map(scheduleText).join('; ') || '–' },
        { title: 'Tags', text: ({ tags }) => tags.join(', ') },
      ],
      'No deployments yet. `signalbox deploy` makes those that prefect.yaml declares.',
    ),
  );
}
