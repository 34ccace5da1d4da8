// client: the token that some servers want with every change. Asked for only when a server refuses a change without one.
import type { Connection } from './connection.ts';
import type { Fetch } from './send-request.ts';

export interface CsrfGuard {
  /** The headers for a change; empty as long as no server asked for a token. */
  headers(): Promise<Record<string, string>>;
  /** Asks for a new token; the next `headers` have it. */
  refresh(signal: AbortSignal): void;
}

/** Whether a refusal (403) is about the token: missing, of another client, or expired. */
export const isCsrfRefusal = (status: number, text: string): boolean =>
  status === 403 && /csrf|missing client identifier/i.test(text);

export function csrfGuard(connection: Connection, send: Fetch): CsrfGuard {
  let clientId = '';
  let token: Promise<string | null> = Promise.resolve(null);

  async function ask(signal: AbortSignal): Promise<string | null> {
    clientId ||= crypto.randomUUID();
    const response = await send(`${connection.api_url}/csrf-token?client=${clientId}`, {
      method: 'GET',
      headers: connection.headers,
      signal,
    });
    const text = await response.text();
    // The server refuses changes but gives no token; its refusal of the change itself says why.
    if (response.status !== 200) return null;
    const body: { readonly token: string } = JSON.parse(text);
    return body.token;
  }

  return {
    async headers(): Promise<Record<string, string>> {
      const current = await token;
      return current === null ? {} : { 'prefect-csrf-token': current, 'prefect-csrf-client': clientId };
    },
    refresh(signal) {
      token = ask(signal).catch(() => null);
    },
  };
}
