// worker: the error for a work pool that cannot be served.

/** A work pool that this worker cannot serve. */
export class WorkPoolError extends Error {
  override readonly name = 'WorkPoolError';
}
