// worker: learns which runs are to be cancelled: at once by the stream of events, in any case by asking.
import { type Client, subscribeEvents, wait } from '@signalbox/client';
import type { FlowRunId } from '@signalbox/contract';

const ASK_SECONDS = 10;
const SUBSCRIBE_AGAIN_SECONDS = 5;
const CANCELLING_EVENT = 'prefect.flow-run.Cancelling';
const RESOURCE_PREFIX = 'prefect.flow-run.';

type OnCancelling = (id: string) => void;

async function listen(client: Client, onCancelling: OnCancelling, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const { resource } of subscribeEvents(client, { event: { name: [CANCELLING_EVENT] } }, { signal }))
        onCancelling(resource['prefect.resource.id']?.slice(RESOURCE_PREFIX.length) ?? '');
    } catch {
      // A server without this stream, or one that is away. Asking finds the runs meanwhile.
    }
    await wait(SUBSCRIBE_AGAIN_SECONDS, signal).catch(() => undefined);
  }
}

async function ask(
  client: Client,
  running: () => readonly FlowRunId[],
  onCancelling: OnCancelling,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    await wait(ASK_SECONDS, signal).catch(() => undefined);
    if (signal.aborted) return;
    const ids = running();
    if (ids.length === 0) continue;
    const flow_runs = { id: { any_: [...ids] }, state: { type: { any_: ['CANCELLING' as const] } } };
    try {
      for (const { id } of await client.flow_runs.filter({ body: { flow_runs } }, { retries: 0, signal }))
        onCancelling(id);
    } catch {
      // That the server is away is told by the request for work; this question comes again.
    }
  }
}

/** Calls back with each run that is cancelling, more than once perhaps, until the signal aborts. */
export async function watchCancellations(
  client: Client,
  running: () => readonly FlowRunId[],
  onCancelling: OnCancelling,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all([listen(client, onCancelling, signal), ask(client, running, onCancelling, signal)]);
}
