// testkit: one address for several servers, each request to the next one, as a load balancer without sticky sessions.
import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

export interface RoundRobin {
  readonly url: string;
  close(): Promise<void>;
}

/** @param urls of the servers, without TLS */
export async function openRoundRobin(urls: readonly string[]): Promise<RoundRobin> {
  let turn = 0;
  const next = (): URL => {
    turn += 1;
    return new URL(urls[turn % urls.length] ?? '');
  };
  const balancer = createServer(async (incoming, outgoing) => {
    const parts = await incoming.toArray().catch(() => null);
    // The client left in the middle of its request.
    if (parts === null) return;
    const body = Buffer.concat(parts);
    const forward = (attemptsLeft: number): void => {
      const { hostname, port } = next();
      const { method, url, headers } = incoming;
      const forwarded = request({ hostname, port, method, path: url, headers, agent: false }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      forwarded.on('error', (error: NodeJS.ErrnoException) => {
        // A server that is not there has done nothing yet: another may.
        if (error.code === 'ECONNREFUSED' && attemptsLeft > 0) return forward(attemptsLeft - 1);
        // A server that has answered need not read the rest of the request.
        if (!outgoing.headersSent) outgoing.destroy();
      });
      // Who leaves in the middle leaves the server behind as well.
      outgoing.on('close', () => forwarded.destroy());
      forwarded.end(body);
    };
    forward(urls.length - 1);
  });
  balancer.on('upgrade', (incoming, socket, head) => {
    const { hostname, port } = next();
    const server = connect({ host: hostname, port: Number(port) });
    server.write(headOf(incoming));
    server.write(head);
    server.pipe(socket).pipe(server);
    server.on('error', () => socket.destroy());
    socket.on('error', () => server.destroy());
    socket.on('close', () => server.destroy());
  });
  await new Promise<void>((resolve) => balancer.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is an object.
  const { port } = balancer.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      balancer.closeAllConnections();
      await new Promise((resolve) => balancer.close(resolve));
    },
  };
}

function headOf({ method, url, rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let index = 0; index < rawHeaders.length; index += 2)
    lines.push(`${rawHeaders[index]}: ${rawHeaders[index + 1]}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}
