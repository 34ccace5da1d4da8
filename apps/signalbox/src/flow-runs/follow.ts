// signalbox: follows a run to its end on the terminal.
import { setTimeout as wait } from 'node:timers/promises';
import type { FlowRunId, FlowRunResponse, StateType } from '@signalbox/contract';
import type { CommandContext } from '../command-context.ts';
import { stateText } from '../output/state-text.ts';
import { logLine } from './log-line.ts';
import { newLogs } from './new-logs.ts';

const LOOK_AGAIN_MILLISECONDS = 500;
/** Processes send their last logs after the final state; when so many looks find none, they have all come. */
const EMPTY_LOOKS_AT_THE_END = 3;
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
  const writeLogs = async (): Promise<boolean> => {
    const fresh = await logs.read();
    for (const log of fresh) {
      if (context.output === 'text') console.log(logLine(log));
      else if (!states) console.log(JSON.stringify(log));
    }
    return fresh.length > 0;
  };
  let state_id: string | null = null;
  let empty_looks = 0;
  for (;;) {
    const run = await context.client.flow_runs.read({ params: { id } });
    const hasNewLogs = await writeLogs();
    if (states && run.state_id !== state_id) {
      const message = run.state?.message ? `: ${run.state.message}` : '';
      context.say(`${stateText(run.state_type, run.state_name)}${message}`);
    }
    state_id = run.state_id;
    empty_looks = FINAL.has(run.state_type) && !hasNewLogs ? empty_looks + 1 : 0;
    if (empty_looks === EMPTY_LOOKS_AT_THE_END) return run;
    await wait(LOOK_AGAIN_MILLISECONDS);
  }
}
