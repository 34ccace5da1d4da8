// tests: stands between a client and a server, and loses or refuses answers as the test says.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** `lose`: the server does it, and the answer is cut off. `throttle`: the server never hears of it. */
export type Meddling = 'pass' | 'lose' | 'throttle';

export interface Meddler extends AsyncDisposable {
  readonly url: string;
  /** How often each action was asked for, by the last part of its name. */
  readonly asked: ReadonlyMap<string, number>;
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** @param rule decides by the action and how often it was asked for, from 1; `-` for what names no action */
export async function openMeddler(
  target: string,
  rule: (action: string, count: number) => Meddling,
  address = '127.0.0.1',
): Promise<Meddler> {
  const asked = new Map<string, number>();
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await bodyOf(incoming);
    const action = String(incoming.headers['x-amz-target'] ?? '-').replace(/^.*\./, '');
    const count = (asked.get(action) ?? 0) + 1;
    asked.set(action, count);
    const meddling = rule(action, count);
    if (meddling === 'throttle') {
      outgoing.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
      outgoing.end(JSON.stringify({ __type: 'ThrottlingException', message: 'Rate exceeded' }));
      return;
    }
    const { host, ...headers } = incoming.headers;
    const onward = request(new URL(incoming.url ?? '/', target), { method: incoming.method, headers }, (response) => {
      if (meddling === 'lose') {
        response.resume();
        response.on('end', () => incoming.socket.destroy());
        return;
      }
      outgoing.writeHead(response.statusCode ?? 500, response.headers);
      response.pipe(outgoing);
    });
    onward.on('error', () => incoming.socket.destroy());
    onward.end(body);
  };
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  return {
    url: `http://${address}:${port}`,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
