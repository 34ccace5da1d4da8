// signalbox: `signalbox flow-run ls`
import type { FlowRunResponse } from '@signalbox/contract';
import type { CommandContext } from '../command-context.ts';
import { readDeployment } from '../deployments/read.ts';
import { stateText } from '../output/state-text.ts';
import { table } from '../output/table.ts';
import { durationText, relativeTime } from '../output/time.ts';
import type { ListOptions } from './declare.ts';

async function flowNames({ client }: CommandContext, runs: readonly FlowRunResponse[]): Promise<Map<string, string>> {
  const ids = [...new Set(runs.map(({ flow_id }) => flow_id))];
  const flows = ids.length === 0 ? [] : await client.flows.filter({ body: { flows: { id: { any_: ids } } } });
  return new Map(flows.map(({ id, name }) => [id, name]));
}

export async function listFlowRuns(context: CommandContext, options: ListOptions): Promise<void> {
  const deployment = options.deployment === undefined ? null : await readDeployment(context, options.deployment);
  const runs = await context.client.flow_runs.filter({
    body: {
      limit: Number(options.limit),
      sort: 'EXPECTED_START_TIME_DESC',
      flow_runs: {
        ...(options.state !== undefined && { state: { name: { any_: options.state } } }),
        ...(options.tag !== undefined && { tags: { all_: options.tag } }),
        ...(deployment !== null && { deployment_id: { any_: [deployment.id] } }),
      },
      ...(options.flow !== undefined && { flows: { name: { any_: [options.flow] } } }),
      ...(options.workPool !== undefined && { work_pools: { name: { any_: [options.workPool] } } }),
    },
  });
  const names = await flowNames(context, runs);
  context.show(runs, () =>
    table(
      runs,
      [
        { title: 'Id', text: ({ id }) => id },
        { title: 'Flow', text: ({ flow_id }) => names.get(flow_id) ?? '–' },
        { title: 'Name', text: ({ name }) => name },
        { title: 'State', text: ({ state_type, state_name }) => stateText(state_type, state_name) },
        { title: 'Start', text: (run) => relativeTime(run.start_time ?? run.expected_start_time, context.now()) },
        {
          title: 'Took',
          text: ({ total_run_time }) => (total_run_time > 0 ? durationText(total_run_time) : '–'),
          align: 'right',
        },
      ],
      'No flow runs. `signalbox deployment run FLOW/DEPLOYMENT` starts one.',
    ),
  );
}
