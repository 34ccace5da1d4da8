// client: where a server is and how to prove who we are.

export interface Credentials {
  /** Sent as `Authorization: Bearer …`. */
  readonly api_key?: string;
  /** `user:password`, sent as `Authorization: Basic …`. An `api_key` wins over it. */
  readonly auth_string?: string;
}

export interface Connection {
  /** The API's base without a trailing slash, for instance `http://127.0.0.1:4200/api`. */
  readonly api_url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The token of a websocket's first frame; null without credentials. */
  readonly websocket_token: string | null;
}

/** The version of the wire that this client speaks. */
export const API_VERSION = '0.8.4';

export interface ConnectionOptions extends Credentials {
  readonly api_url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

function authorization(credentials: Credentials): Record<string, string> {
  if (credentials.api_key !== undefined) return { authorization: `Bearer ${credentials.api_key}` };
  if (credentials.auth_string !== undefined) return { authorization: `Basic ${base64(credentials.auth_string)}` };
  return {};
}

// A browser names itself and forbids the header.
const userAgent = (): Record<string, string> =>
  typeof process === 'object' && process.versions?.node !== undefined
    ? { 'user-agent': `signalbox (API ${API_VERSION}) node/${process.versions.node}` }
    : {};

export function connectionFrom(options: ConnectionOptions): Connection {
  return {
    api_url: options.api_url.replace(/\/+$/, ''),
    headers: {
      'x-prefect-api-version': API_VERSION,
      ...userAgent(),
      ...authorization(options),
      ...options.headers,
    },
    websocket_token: options.api_key ?? options.auth_string ?? null,
  };
}

/** The address of a websocket below the API's base. */
export const websocketUrl = (connection: Connection, path: string): string =>
  `${connection.api_url.replace(/^http/, 'ws')}${path}`;
