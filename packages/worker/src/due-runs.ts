// worker: asks the server for due runs: a request that is held where the server can, else a poll.
import { wait } from '@signalbox/client';
import type { WorkerFlowRunResponse } from '@signalbox/contract';
import { addSeconds, now } from '@signalbox/core';
import type { WorkerContext } from './worker-context.ts';

/** Seconds the server holds a request for work. */
const HOLD_SECONDS = 30;
const POLL_SECONDS = 2;
/** No server is asked again sooner than this when it gave nothing that could be started. */
const SHORTEST_PAUSE_SECONDS = 1;

export interface DueRunsOptions {
  readonly work_queue_names: readonly string[];
  /** Seconds before its time that a run is taken. */
  readonly prefetch_seconds: number;
  /** At most so many; undefined leaves it to the server. */
  readonly limit: number | undefined;
  /** False asks for what is due now, and does not wait. */
  readonly wait: boolean;
  readonly signal: AbortSignal;
}

export async function readDueRuns(context: WorkerContext, options: DueRunsOptions): Promise<WorkerFlowRunResponse[]> {
  const { prefetch_seconds } = options;
  // Without it the server takes its own time, whatever the clock of this machine says.
  const isTimeOurs = prefetch_seconds > 0 || !context.capabilities.wait_for_work;
  const wait_seconds = options.wait && context.capabilities.wait_for_work ? HOLD_SECONDS : 0;
  return context.client.work_pools.get_scheduled_flow_runs(
    {
      params: { name: context.work_pool_name },
      query: { wait_seconds },
      body: {
        work_queue_names: [...options.work_queue_names],
        ...(isTimeOurs && { scheduled_before: addSeconds(now(), prefetch_seconds) }),
        ...(options.limit !== undefined && { limit: options.limit }),
      },
    },
    { signal: options.signal, timeout_seconds: wait_seconds + 30, retries: 0 },
  );
}

/** Rests between two requests of which the first, begun at `asked_at`, brought nothing to start. */
export async function restAfterNothing(
  { capabilities }: WorkerContext,
  asked_at: number,
  signal: AbortSignal,
): Promise<void> {
  const pause = capabilities.wait_for_work ? SHORTEST_PAUSE_SECONDS : POLL_SECONDS;
  const rest = pause - (performance.now() - asked_at) / 1000;
  if (rest > 0) await wait(rest, signal).catch(() => undefined);
}
