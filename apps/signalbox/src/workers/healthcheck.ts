// signalbox: answers whether a worker is well, for whoever watches its process: a probe of Kubernetes, a load balancer.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Worker } from '@signalbox/worker';

/** Three signs of life that the server did not take. */
const SILENT_MILLISECONDS = 90_000;

export interface HealthcheckOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface Healthcheck extends AsyncDisposable {
  readonly url: string;
}

/**
 * Answers `GET /health`: 200 while the server takes the worker's signs of life, 503 when it has taken none for 90 seconds.
 * Rejects when the port is taken.
 */
export async function startHealthcheck(
  worker: Pick<Worker, 'name' | 'running' | 'heard_at'>,
  { host, port, now }: HealthcheckOptions,
): Promise<Healthcheck> {
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    const isAsked = path === '/health' && (request.method === 'GET' || request.method === 'HEAD');
    const isHeard = now() - worker.heard_at <= SILENT_MILLISECONDS;
    response.writeHead(isAsked ? (isHeard ? 200 : 503) : 404, { 'content-type': 'application/json' });
    if (request.method === 'HEAD' || !isAsked) return response.end();
    const { name, running, heard_at } = worker;
    response.end(
      JSON.stringify({
        message: isHeard ? 'OK' : 'The server has not heard of this worker for more than 90 seconds.',
        worker: name,
        running,
        heard_at: new Date(heard_at).toISOString(),
      }),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  // It ends with the worker, and keeps no process alive.
  server.unref();
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}/health`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
