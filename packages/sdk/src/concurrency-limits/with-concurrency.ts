// sdk: slots of concurrency limits, held with a lease that is renewed for as long as the work takes.
import { GoneError, LockedError, wait } from '@signalbox/client';
import type { LeaseId } from '@signalbox/contract';
import { messageOf } from '../errors.ts';
import { getLogger } from '../logs/logger.ts';
import { activeRun } from '../runs/run-context.ts';
import { type Session, sessionHere } from '../session/session.ts';

export interface ConcurrencyOptions {
  /** Seconds after which waiting for the slots ends with an error; without end by default. */
  readonly timeoutSeconds?: number;
}

/** No slot became free in time. */
export class NoSlotError extends Error {
  override readonly name = 'NoSlotError';
}

/** The server gave the slots to others, because this process did not renew its lease in time. */
export class SlotsLostError extends Error {
  override readonly name = 'SlotsLostError';
}

const LEASE_SECONDS = 60;
const ASK_AGAIN_SECONDS = 1;

/**
 * Runs the work while holding slots of each named limit; waits until they are free. The signal aborts when the slots
 * are lost, or the run around it ends.
 *
 * @example
 * const rows = await withConcurrency('database', 1, () => load(chunk));
 */
export function withConcurrency<Result>(
  names: string | readonly string[],
  slots: number,
  work: (signal: AbortSignal) => Result | Promise<Result>,
  options: ConcurrencyOptions = {},
): Promise<Result> {
  return sessionHere(async (session) => {
    const outer = activeRun()?.flow.context.signal;
    const lease = await acquire(session, [names].flat(), slots, options, outer);
    const lost = new AbortController();
    const timer = setInterval(
      () => {
        session.client.concurrency_limits
          .renew_lease({ params: { lease_id: lease }, body: { lease_duration: LEASE_SECONDS } })
          .catch((error: unknown) => {
            if (error instanceof GoneError)
              lost.abort(new SlotsLostError(`The slots of ${[names].flat().join(', ')} are lost.`));
            else getLogger().warning('The slots of %s were not renewed: %s', names, messageOf(error));
          });
      },
      (LEASE_SECONDS / 3) * 1000,
    );
    timer.unref();
    try {
      return await work(outer === undefined ? lost.signal : AbortSignal.any([outer, lost.signal]));
    } finally {
      clearInterval(timer);
      await release(session, lease);
    }
  });
}

async function acquire(
  session: Session,
  names: string[],
  slots: number,
  options: ConcurrencyOptions,
  signal: AbortSignal | undefined,
): Promise<LeaseId> {
  const deadline = Date.now() + (options.timeoutSeconds ?? Number.POSITIVE_INFINITY) * 1000;
  for (;;) {
    try {
      const answer = await session.client.concurrency_limits.increment_with_lease(
        { body: { names, slots, lease_duration: LEASE_SECONDS } },
        signal === undefined ? {} : { signal },
      );
      return answer.lease_id;
    } catch (error) {
      if (!(error instanceof LockedError)) throw error;
      const seconds = Math.min(error.retry_after_seconds ?? ASK_AGAIN_SECONDS, ASK_AGAIN_SECONDS);
      if (Date.now() + seconds * 1000 > deadline) {
        throw new NoSlotError(
          `No ${slots} slots of ${names.join(', ')} became free within ${options.timeoutSeconds} s.`,
          {
            cause: error,
          },
        );
      }
      await wait(seconds, signal);
    }
  }
}

async function release(session: Session, lease_id: LeaseId): Promise<void> {
  try {
    await session.client.concurrency_limits.decrement_with_lease({ body: { lease_id } });
  } catch (error) {
    // The work is done either way, and the server frees the slots itself when the lease expires.
    getLogger().warning('Slots were not given back and stay taken for up to %d s: %s', LEASE_SECONDS, messageOf(error));
  }
}
