// signalbox: `signalbox flow-run cancel`
import type { CommandContext } from '../command-context.ts';
import { readFlowRun } from './read.ts';
import { setState } from './set-state.ts';

export async function cancelFlowRun(context: CommandContext, name: string): Promise<void> {
  const run = await readFlowRun(context, name);
  const state = { type: 'CANCELLING', name: 'Cancelling', message: 'Cancelled from the command line.' } as const;
  const after = await setState(context, run, state);
  context.show(after, () =>
    after.state_type === 'CANCELLED'
      ? `Cancelled ${run.name}.`
      : `${run.name} is being cancelled: its worker ends its process.`,
  );
}
