// signalbox: follows a run to its end on the terminal.
import { setTimeout as wait } from 'node:timers/promises';
import type { FlowRunId, FlowRunResponse, StateType } from '@signalbox/contract';
import type { CommandContext } from '../command-context.ts';
import { stateText } from '../output/state-text.ts';
import { logLine } from './log-line.ts';
import { newLogs } from './new-logs.ts';

const LOOK_AGAIN_MILLISECONDS = 500;
const FINAL: ReadonlySet<StateType | null> = new Set(['COMPLETED', 'FAILED', 'CANCELLED', 'CRASHED']);

export interface FollowOptions {
  /** Also tells each state that the run enters. */
  readonly states?: boolean;
  readonly level?: number | null;
}

/** Writes the logs as they come; resolves with the run when it has ended. */
export async function followRun(
  context: CommandContext,
  id: FlowRunId,
  { states = false, level = null }: FollowOptions,
): Promise<FlowRunResponse> {
  const logs = newLogs(context, id, level);
  let state_id: string | null = null;
  for (;;) {
    // The run first: logs that were written before its end are then there.
    const run = await context.client.flow_runs.read({ params: { id } });
    for (const log of await logs.read()) {
      if (context.output === 'text') console.log(logLine(log));
      else if (!states) console.log(JSON.stringify(log));
    }
    if (states && run.state_id !== state_id) {
      const message = run.state?.message ? `: ${run.state.message}` : '';
      context.say(`${stateText(run.state_type, run.state_name)}${message}`);
    }
    state_id = run.state_id;
    if (FINAL.has(run.state_type)) return run;
    await wait(LOOK_AGAIN_MILLISECONDS);
  }
}
