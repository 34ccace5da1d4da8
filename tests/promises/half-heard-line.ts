// tests: a line to a server on which requests arrive, and answers get lost.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';

export interface HalfHeardLine extends AsyncDisposable {
  /** The server's API at the other end of the line. */
  readonly api_url: string;
  /** Loses the next answers: each connection ends at the first word of one. */
  loseAnswers(count: number): void;
  /** How many were lost so far. */
  readonly lost: () => number;
}

export async function halfHeardLine(api_url: string): Promise<HalfHeardLine> {
  const target = new URL(api_url);
  let toLose = 0;
  let lost = 0;
  const server = createServer((inner) => {
    const outer = connect(Number(target.port), target.hostname);
    // Connections end in the middle of things: that is what the test wants.
    for (const socket of [inner, outer]) socket.on('error', () => {});
    inner.on('close', () => outer.destroy());
    outer.on('close', () => inner.destroy());
    inner.pipe(outer);
    outer.on('data', (answer) => {
      if (toLose === 0) return void inner.write(answer);
      toLose -= 1;
      lost += 1;
      inner.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // The edge of the types: it listens on a port.
  const { port } = server.address() as AddressInfo;
  return {
    api_url: `http://127.0.0.1:${port}${target.pathname}`,
    loseAnswers: (count) => {
      toLose += count;
    },
    lost: () => lost,
    [Symbol.asyncDispose]: async () => {
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
