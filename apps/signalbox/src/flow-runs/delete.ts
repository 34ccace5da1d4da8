// signalbox: `signalbox flow-run delete`
import type { CommandContext } from '../command-context.ts';
import { readFlowRun } from './read.ts';

export async function deleteFlowRun(context: CommandContext, name: string): Promise<void> {
  const run = await readFlowRun(context, name);
  await context.client.flow_runs.delete({ params: { id: run.id } });
  context.show({ id: run.id, deleted: true }, () => `Deleted ${run.name}.`);
}
