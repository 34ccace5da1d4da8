// sdk: waits until a flow run is as wanted: told by its events, and looked at where an event may have been missed.
import { type Client, subscribeEvents } from '@signalbox/client';
import type { FlowRunId, FlowRunResponse } from '@signalbox/contract';

/**
 * A server that keeps its events only some time after sending them, as Prefect's does, tells a subscriber neither live
 * nor from the past of what happened just before. So the run is read at each connection, and now and then.
 */
const LOOK_MILLISECONDS = 10_000;

/** The run once `holds` is true of it. Rejects with the signal's reason when that aborts first. */
export async function untilFlowRun(
  client: Client,
  flowRunId: string,
  holds: (flow_run: FlowRunResponse) => boolean,
  signal: AbortSignal,
): Promise<FlowRunResponse> {
  const { promise, resolve, reject } = Promise.withResolvers<FlowRunResponse>();
  const stop = new AbortController();
  const until = AbortSignal.any([signal, stop.signal]);

  async function look(): Promise<void> {
    // The edge of the types: an id that came from the server.
    const flow_run = await client.flow_runs.read({ params: { id: flowRunId as FlowRunId } }, { signal: until });
    if (holds(flow_run)) resolve(flow_run);
  }

  async function listen(): Promise<void> {
    const events = subscribeEvents(
      client,
      { resource: { id: [`prefect.flow-run.${flowRunId}`] } },
      {
        signal: until,
        onConnection: (connected) => {
          if (connected) look().catch(reject);
        },
      },
    );
    for await (const _ of events) await look();
    signal.throwIfAborted();
  }

  const timer = setInterval(() => look().catch(reject), LOOK_MILLISECONDS);
  timer.unref();
  listen().catch(reject);
  try {
    return await promise;
  } finally {
    clearInterval(timer);
    stop.abort();
  }
}
