// client: one websocket connection, authenticated by its first frame.
import { type Connection, websocketUrl } from '../connection.ts';
import { errorFromClose } from './errors.ts';
import { messageQueue } from './message-queue.ts';

export interface Socket {
  send(message: unknown): void;
  /** What the server sends, parsed; throws when the connection ends, unless `close` was called. */
  readonly messages: AsyncIterable<Record<string, unknown>>;
  close(): void;
}

const SUBPROTOCOL = 'prefect';

/** Opens a socket and resolves once the server accepts who we are. */
export async function openSocket(connection: Connection, path: string, signal: AbortSignal): Promise<Socket> {
  signal.throwIfAborted();
  const url = websocketUrl(connection, path);
  const socket = new WebSocket(url, SUBPROTOCOL);
  const queue = messageQueue<Record<string, unknown>>();
  const close = () => {
    queue.end();
    socket.close();
  };
  signal.addEventListener('abort', close, { once: true });
  const accepted = Promise.withResolvers<void>();

  socket.onopen = () => socket.send(JSON.stringify({ type: 'auth', token: connection.websocket_token }));
  socket.onmessage = ({ data }) => {
    const message: Record<string, unknown> = JSON.parse(String(data));
    if (message.type === 'auth_success') accepted.resolve();
    else queue.push(message);
  };
  socket.onclose = ({ code, reason }) => {
    signal.removeEventListener('abort', close);
    const error = errorFromClose(url, code, reason);
    accepted.reject(signal.aborted ? signal.reason : error);
    queue.end(error);
  };
  await accepted.promise;
  return { send: (message) => socket.send(JSON.stringify(message)), messages: queue, close };
}
