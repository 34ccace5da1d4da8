// signalbox: `signalbox flow-run retry`
import type { CommandContext } from '../command-context.ts';
import { CommandError } from '../command-error.ts';
import { readFlowRun } from './read.ts';
import { setState } from './set-state.ts';

export async function retryFlowRun(context: CommandContext, name: string): Promise<void> {
  const run = await readFlowRun(context, name);
  if (run.deployment_id === null)
    throw new CommandError(
      `${run.name} is not a run of a deployment, so no worker can run it again. Start it where it was started.`,
    );
  const state = { type: 'SCHEDULED', name: 'AwaitingRetry', message: 'Retried from the command line.' } as const;
  const after = await setState(context, run, state);
  context.show(after, () => `${run.name} runs again as soon as a worker takes it.`);
}
