// tests: a line to a server that a test can cut and mend.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface CuttableLine extends AsyncDisposable {
  /** The server's API at the other end of the line. */
  readonly api_url: string;
  /** Ends every connection. */
  cut(): void;
  /** How many connections there were so far. */
  readonly connections: () => number;
}

export async function cuttableLine(api_url: string): Promise<CuttableLine> {
  const target = new URL(api_url);
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((inner) => {
    connections += 1;
    const outer = connect(Number(target.port), target.hostname);
    for (const socket of [inner, outer]) {
      sockets.add(socket);
      // A line that is cut is what the test wants.
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        inner.destroy();
        outer.destroy();
      });
    }
    inner.pipe(outer).pipe(inner);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  // The edge of the types: it listens on a port.
  const { port } = server.address() as AddressInfo;
  return {
    api_url: `http://127.0.0.1:${port}${target.pathname}`,
    cut,
    connections: () => connections,
    [Symbol.asyncDispose]: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
