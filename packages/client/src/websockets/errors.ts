// client: how a websocket ends other than by our wish.

/** The connection ended; a later one may succeed. */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError';
}

/** The server refuses the subscription: the credentials or the filter are wrong, and stay wrong. */
export class SubscriptionRefusedError extends Error {
  override readonly name = 'SubscriptionRefusedError';
}

/** 1002: the filter is not understood. 1008: the credentials are refused. */
const REFUSALS: ReadonlySet<number> = new Set([1002, 1008]);

export function errorFromClose(url: string, code: number, reason: string): Error {
  const why = reason === '' ? `code ${code}` : `${reason}, code ${code}`;
  return REFUSALS.has(code)
    ? new SubscriptionRefusedError(`The server refuses ${url} (${why}). Check the credentials and the filter.`)
    : new ConnectionLostError(`The connection to ${url} ended (${why}).`);
}
