// signalbox: `signalbox artifact ls`
import type { CommandContext } from '../command-context.ts';
import { readFlowRun } from '../flow-runs/read.ts';
import { table } from '../output/table.ts';
import { relativeTime } from '../output/time.ts';

export async function listArtifacts(
  context: CommandContext,
  { key, flowRun, limit }: { readonly key?: string; readonly flowRun?: string; readonly limit: string },
): Promise<void> {
  const run = flowRun === undefined ? null : await readFlowRun(context, flowRun);
  const artifacts = await context.client.artifacts.filter({
    body: {
      limit: Number(limit),
      sort: 'CREATED_DESC',
      artifacts: {
        ...(key !== undefined && { key: { any_: [key] } }),
        ...(run !== null && { flow_run_id: { any_: [run.id] } }),
      },
    },
  });
  context.show(artifacts, () =>
    table(
      artifacts,
      [
        { title: 'Key', text: (artifact) => artifact.key ?? '–' },
        { title: 'Type', text: ({ type }) => type ?? '–' },
        { title: 'Created', text: ({ created }) => relativeTime(created, context.now()) },
        { title: 'Description', text: ({ description }) => description?.split('\n')[0] ?? '' },
        { title: 'Id', text: ({ id }) => id },
      ],
      'No artifacts.',
    ),
  );
}
