// sdk: fetch as far as the client needs it, on node:http. The global fetch takes some 60 ms longer at its first call,
// which a process that lives for one run would pay each time.
import type { Agent } from 'node:http';
import type { Fetch, FetchAnswer, FetchRequest } from '@signalbox/client';

export interface HttpFetch {
  readonly fetch: Fetch;
  /** Closes the idle connections. */
  close(): void;
}

// Not by `import`: that evaluates every export of node:http, of which WebSocket alone takes 50 ms.
const moduleFor = (protocol: string) => process.getBuiltinModule(protocol === 'https:' ? 'node:https' : 'node:http');

export function httpFetch(): HttpFetch {
  const agents = new Map<string, Agent>();

  function agentFor(protocol: string): Agent {
    const agent = agents.get(protocol) ?? new (moduleFor(protocol).Agent)({ keepAlive: true });
    agents.set(protocol, agent);
    return agent;
  }

  const send = (address: string, init: FetchRequest): Promise<FetchAnswer> =>
    new Promise<FetchAnswer>((resolve, reject) => {
      const url = new URL(address);
      const request = moduleFor(url.protocol).request(
        url,
        {
          agent: agentFor(url.protocol),
          method: init.method,
          headers: {
            ...init.headers,
            ...(init.body === undefined ? {} : { 'content-length': Buffer.byteLength(init.body) }),
          },
        },
        (response) => {
          response.setEncoding('utf8');
          let text = '';
          response.on('data', (part: string) => {
            text += part;
          });
          response.on('error', fail);
          response.on('end', () => {
            init.signal.removeEventListener('abort', abort);
            resolve({
              status: response.statusCode ?? 0,
              headers: { get: (name) => [response.headers[name.toLowerCase()] ?? []].flat().join(', ') || null },
              text: async () => text,
            });
          });
        },
      );
      const abort = () => {
        request.destroy();
        fail(init.signal.reason);
      };
      const fail = (error: unknown) => {
        init.signal.removeEventListener('abort', abort);
        reject(error);
      };
      request.on('error', fail);
      if (init.signal.aborted) {
        abort();
        return;
      }
      init.signal.addEventListener('abort', abort, { once: true });
      request.end(init.body);
    });

  return {
    fetch: send,
    close: () => {
      for (const agent of agents.values()) agent.destroy();
    },
  };
}
