// tests: another address at which a server of this machine is found.
import { connect, createServer, type Socket } from 'node:net';

export interface Forwarder extends AsyncDisposable {
  readonly port: number;
}

/** Websockets too: what comes is passed on byte by byte. */
export async function openForwarder(address: string, port_of_server: number): Promise<Forwarder> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket, other: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
  };
  const server = createServer((incoming) => {
    const onward = connect(port_of_server, '127.0.0.1');
    keep(incoming, onward);
    keep(onward, incoming);
    incoming.pipe(onward).pipe(incoming);
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const bound = server.address();
  return {
    port: typeof bound === 'object' && bound !== null ? bound.port : 0,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
