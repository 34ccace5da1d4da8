// sdk: a run's function against its signal: who ends first, and what an abort means for the run's state.
import { LeaseLostError, messageOf, ProcessEndedError, RunCancelledError, TimedOutError } from '../errors.ts';
import type { ProposedState } from '../wire.ts';

/** How long a function that is aborted may take to end by itself. */
const GRACE_MILLISECONDS = 5_000;

const hasNoGrace = (reason: unknown): boolean =>
  reason instanceof TimedOutError ||
  reason instanceof LeaseLostError ||
  (reason instanceof ProcessEndedError && reason.cause !== undefined);

/**
 * What the work resolves to. When the signal aborts, the work gets a moment to end by itself; then this rejects with
 * the signal's reason, whatever the work does later.
 */
export async function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const { promise: ended, reject } = Promise.withResolvers<never>();
  let timer: NodeJS.Timeout | undefined;
  const abort = () => {
    if (hasNoGrace(signal.reason)) reject(signal.reason);
    else timer = setTimeout(() => reject(signal.reason), GRACE_MILLISECONDS);
  };
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, ended]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
    // Whichever lost the race has said all it has to say.
    work.catch(() => {});
    ended.catch(() => {});
  }
}

/** What a run ended by: the reason of its signal rather than what its code made of that, for instance an AbortError. */
export const endingError = (error: unknown, signal: AbortSignal): unknown => (signal.aborted ? signal.reason : error);

/** The state of a run that ended by this error. `what` is "Flow run" or "Task run". */
export function stateFromError(what: string, error: unknown, signal: AbortSignal): ProposedState {
  const reason = endingError(error, signal);
  if (reason instanceof TimedOutError) return { type: 'FAILED', name: 'TimedOut', message: reason.message };
  if (reason instanceof RunCancelledError) return { type: 'CANCELLED', name: 'Cancelled', message: reason.message };
  if (reason instanceof ProcessEndedError || reason instanceof LeaseLostError) {
    return { type: 'CRASHED', name: 'Crashed', message: reason.message };
  }
  return { type: 'FAILED', name: 'Failed', message: `${what} failed. ${messageOf(error)}` };
}

/** A signal that aborts with the outer one or after the seconds, and the way to give up its timer. */
export function withTimeout(
  what: string,
  outer: AbortSignal,
  seconds: number | undefined,
): { readonly signal: AbortSignal; readonly clear: () => void } {
  if (seconds === undefined) return { signal: outer, clear: () => {} };
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(new TimedOutError(what, seconds)), seconds * 1000);
  return { signal: AbortSignal.any([outer, timeout.signal]), clear: () => clearTimeout(timer) };
}
