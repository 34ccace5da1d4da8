// signalbox: `signalbox flow-run inspect`
import type { CommandContext } from '../command-context.ts';
import { stateText } from '../output/state-text.ts';
import { fields } from '../output/table.ts';
import { durationText, localTime } from '../output/time.ts';
import { readFlowRun } from './read.ts';

export async function inspectFlowRun(context: CommandContext, name: string): Promise<void> {
  const run = await readFlowRun(context, name);
  context.show(run, () =>
    fields({
      name: run.name,
      id: run.id,
      state: stateText(run.state_type, run.state_name),
      message: run.state?.message ?? null,
      flow: run.flow_id,
      deployment: run.deployment_id,
      'work pool': run.work_pool_name,
      'work queue': run.work_queue_name,
      infrastructure: run.infrastructure_pid,
      parameters: JSON.stringify(run.parameters),
      tags: run.tags.join(', ') || null,
      'times run': String(run.run_count),
      created: localTime(run.created),
      expected: localTime(run.expected_start_time),
      started: localTime(run.start_time),
      ended: localTime(run.end_time),
      took: run.total_run_time > 0 ? durationText(run.total_run_time) : null,
    }),
  );
}
