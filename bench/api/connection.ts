// bench: one client: requests one after the other over one connection that stays open.
import { Agent, request } from 'node:http';

export interface Answer {
  readonly status: number;
  /** The JSON that it answered; undefined when it was empty. */
  readonly body: unknown;
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the API's base, for instance `/flow_runs/`. */
  readonly path: string;
  /** JSON text, made before the clock runs. */
  readonly body?: string;
}

export interface Connection extends Disposable {
  send(call: Call): Promise<Answer>;
}

export function openConnection(api_url: string): Connection {
  const { hostname, port, pathname } = new URL(api_url);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const base = pathname.replace(/\/$/, '');
  const send = ({ method, path, body }: Call): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const headers =
        body === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
      const sent = request({ agent, hostname, port, method, path: base + path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, body: parsed(text) });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  return { send, [Symbol.dispose]: () => agent.destroy() };
}

/** A proxy's error page is no JSON; it is kept as text. */
function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
