// worker: learns which runs are to be cancelled: at once by the stream of events, in any case by asking.
import { setTimeout as wait } from 'node:timers/promises';
import { type Client, type Connection, websocketUrl } from '@signalbox/client';
import type { FlowRunId } from '@signalbox/contract';

const ASK_SECONDS = 10;
const RECONNECT_SECONDS = 5;
const CANCELLING_EVENT = 'prefect.flow-run.Cancelling';
const RESOURCE_PREFIX = 'prefect.flow-run.';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The id of the run that a frame of the stream says is cancelling; null for every other frame. */
export function cancellingRunFromFrame(frame: unknown): string | null {
  if (!isRecord(frame) || frame.type !== 'event' || !isRecord(frame.event)) return null;
  const { event, resource } = frame.event;
  if (event !== CANCELLING_EVENT || !isRecord(resource)) return null;
  const id = resource['prefect.resource.id'];
  return typeof id === 'string' && id.startsWith(RESOURCE_PREFIX) ? id.slice(RESOURCE_PREFIX.length) : null;
}

/** One connection to the stream; resolves when it has ended, for whatever reason. */
function listenOnce(connection: Connection, onCancelling: (id: string) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const socket = new WebSocket(websocketUrl(connection, '/events/out'), 'prefect');
    const close = (): void => socket.close();
    signal.addEventListener('abort', close, { once: true });
    socket.onopen = () => socket.send(JSON.stringify({ type: 'auth', token: connection.websocket_token }));
    socket.onmessage = ({ data }) => {
      const frame: unknown = JSON.parse(String(data));
      if (isRecord(frame) && frame.type === 'auth_success')
        socket.send(JSON.stringify({ type: 'filter', filter: { event: { name: [CANCELLING_EVENT] } } }));
      const id = cancellingRunFromFrame(frame);
      if (id !== null) onCancelling(id);
    };
    // An error is always followed by a close.
    socket.onclose = () => {
      signal.removeEventListener('abort', close);
      resolve();
    };
  });
}

async function pause(seconds: number, signal: AbortSignal): Promise<void> {
  await wait(seconds * 1000, undefined, { signal }).catch(() => undefined);
}

/** Calls back with each run that is cancelling, more than once perhaps, until the signal aborts. */
export async function watchCancellations(
  client: Client,
  running: () => readonly FlowRunId[],
  onCancelling: (id: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const listen = async (): Promise<void> => {
    while (!signal.aborted) {
      await listenOnce(client.connection, onCancelling, signal);
      await pause(RECONNECT_SECONDS, signal);
    }
  };
  const ask = async (): Promise<void> => {
    for (;;) {
      await pause(ASK_SECONDS, signal);
      if (signal.aborted) return;
      const ids = running();
      if (ids.length === 0) continue;
      const flow_runs = { id: { any_: [...ids] }, state: { type: { any_: ['CANCELLING' as const] } } };
      // A server that is away is told of by the request for work; this one comes again.
      const cancelling = await client.flow_runs.filter({ body: { flow_runs } }, { retries: 0, signal }).catch(() => []);
      for (const { id } of cancelling) onCancelling(id);
    }
  };
  await Promise.all([listen(), ask()]);
}
