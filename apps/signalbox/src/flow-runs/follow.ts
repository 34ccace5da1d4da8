// signalbox: follows a run to its end on the terminal.
import { setTimeout as wait } from 'node:timers/promises';
import { subscribeLogs } from '@signalbox/client';
import type { FlowRunId, FlowRunResponse, StateType } from '@signalbox/contract';
import type { CommandContext } from '../command-context.ts';
import { stateText } from '../output/state-text.ts';
import { logLine } from './log-line.ts';

const LOOK_AGAIN_MILLISECONDS = 500;
/** Processes send their last logs after the final state; when none has come for so long, they are all there. */
const QUIET_MILLISECONDS = 1500;
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
  const over = new AbortController();
  let last_log_at = performance.now();
  const writeLogs = async (): Promise<void> => {
    const filter = { flow_run_id: { any_: [id] }, ...(level !== null && { level: { ge_: level } }) };
    for await (const log of subscribeLogs(context.client, filter, { backfill: true, signal: over.signal })) {
      last_log_at = performance.now();
      if (context.output === 'text') console.log(logLine(log));
      else if (!states) console.log(JSON.stringify(log));
    }
  };
  const [ended] = await Promise.all([
    untilEnd(context, id, states, () => performance.now() - last_log_at).finally(() => over.abort()),
    writeLogs(),
  ]);
  return ended;
}

async function untilEnd(
  context: CommandContext,
  id: FlowRunId,
  states: boolean,
  quietSince: () => number,
): Promise<FlowRunResponse> {
  let state_id: string | null = null;
  for (;;) {
    const run = await context.client.flow_runs.read({ params: { id } });
    if (states && run.state_id !== state_id) {
      const message = run.state?.message ? `: ${run.state.message}` : '';
      context.say(`${stateText(run.state_type, run.state_name)}${message}`);
    }
    state_id = run.state_id;
    if (FINAL.has(run.state_type) && quietSince() >= QUIET_MILLISECONDS) return run;
    await wait(LOOK_AGAIN_MILLISECONDS);
  }
}
