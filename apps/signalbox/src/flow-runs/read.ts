// signalbox: finds the flow run that a command names.
import { NotFoundError } from '@signalbox/client';
import type { FlowRunId, FlowRunResponse } from '@signalbox/contract';
import type { CommandContext } from '../command-context.ts';
import { CommandError } from '../command-error.ts';
import { isId } from '../id.ts';

const missing = (run: string, cause?: unknown): CommandError =>
  new CommandError(`There is no flow run ${run}. \`signalbox flow-run ls\` lists the newest.`, { cause });

export async function readFlowRun({ client }: CommandContext, run: string): Promise<FlowRunResponse> {
  if (isId<FlowRunId>(run)) {
    try {
      return await client.flow_runs.read({ params: { id: run } });
    } catch (error) {
      if (error instanceof NotFoundError) throw missing(run, error);
      throw error;
    }
  }
  const [found, ...others] = await client.flow_runs.filter({
    body: { flow_runs: { name: { any_: [run] } }, limit: 5 },
  });
  if (found === undefined) throw missing(run);
  if (others.length > 0)
    throw new CommandError(
      `Several flow runs are named ${run}. Name one by its id:\n${[found, ...others].map(({ id, state_name }) => `  ${id}  ${state_name}`).join('\n')}`,
    );
  return found;
}
