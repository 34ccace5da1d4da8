// worker: tells the server that this worker lives.
import { wait } from '@signalbox/client';
import { isPassing } from './insistently.ts';
import type { WorkerContext } from './worker-context.ts';

export const HEARTBEAT_SECONDS = 30;

export async function sendHeartbeat({ client, work_pool_name, worker_name }: WorkerContext): Promise<void> {
  await client.workers.heartbeat({
    params: { work_pool_name },
    body: { name: worker_name, heartbeat_interval_seconds: HEARTBEAT_SECONDS },
  });
}

/** Sends one at each interval until the signal aborts, and calls back after each that the server took. */
export async function keepHeartbeat(context: WorkerContext, signal: AbortSignal, onTaken: () => void): Promise<void> {
  for (;;) {
    await wait(HEARTBEAT_SECONDS, signal).catch(() => undefined);
    if (signal.aborted) return;
    try {
      await sendHeartbeat(context);
      onTaken();
    } catch (error) {
      // That the server is away is told by the request for work, which waits for it.
      if (isPassing(error)) continue;
      const reason = error instanceof Error ? error.message : String(error);
      context.tell({ type: 'trouble', message: `The heartbeat of the worker was refused: ${reason}` });
    }
  }
}
