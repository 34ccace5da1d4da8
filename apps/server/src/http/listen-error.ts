// server: why it does not start.

/** The server cannot listen where it was told to; the message says why and what to do. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}
