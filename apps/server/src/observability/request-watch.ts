// server: who is told of each answered request.

export interface AnsweredRequest {
  /** The route's id, for instance `flow_runs.read`; `unknown` for a path that no route has, `refused` for one not let in. */
  readonly route: string;
  readonly method: string;
  readonly status: number;
  /** From its arrival until its answer is ready to be sent. */
  readonly seconds: number;
  readonly request_id: string;
}

/** Called for every request: it must take no more than some microseconds, and not throw. */
export type RequestWatch = (request: AnsweredRequest) => void;

/** One watch that calls all; null when there is none, so that requests need not be measured. */
export function allWatches(watches: readonly (RequestWatch | null)[]): RequestWatch | null {
  const present = watches.filter((watch) => watch !== null);
  if (present.length === 0) return null;
  return (request) => {
    for (const watch of present) watch(request);
  };
}
