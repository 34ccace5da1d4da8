// server: a second way in, on the loopback and without TLS, for the requests of this server to itself. It asks for the same credentials.
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpServer } from '../http/create-http-server.ts';

export interface InnerFront {
  /** Listens, and gives the address of the API. */
  open(): Promise<string>;
  close(): Promise<void>;
}

export function innerFront(
  listener: RequestListener,
  attach: (server: Server) => { close(): Promise<void> },
): InnerFront {
  const server = createHttpServer(null, listener);
  let websockets: { close(): Promise<void> } | null = null;
  return {
    open: async () => {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', resolve);
      });
      websockets = attach(server);
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
    },
    close: async () => {
      if (!server.listening) return;
      await websockets?.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
