// client: a subscription that outlives its connections.
import type { Connection } from '../connection.ts';
import { ServerUnreachableError } from '../errors.ts';
import { backoffSeconds } from '../retry-delay.ts';
import { wait } from '../wait.ts';
import { ConnectionLostError } from './errors.ts';
import { openSocket } from './open-socket.ts';

export interface SubscriptionPlan<Item> {
  readonly path: string;
  /** The frame that asks for what the caller wants, made anew for each connection. */
  readonly request: () => unknown;
  readonly itemFromMessage: (message: Record<string, unknown>) => Item | null;
  /** What happened while no connection was there, read in another way; after each try to connect. */
  readonly missed?: (signal: AbortSignal) => AsyncIterable<Item>;
  /** Told true when a connection has asked for what the caller wants, false when it ends or cannot be made. */
  readonly onConnection?: ((connected: boolean) => void) | undefined;
}

/**
 * Yields what the server sends and connects again when the connection ends, for as long as the caller iterates. Ends
 * when the signal aborts; throws when the server refuses the subscription itself.
 */
export async function* subscription<Item>(
  connection: Connection,
  plan: SubscriptionPlan<Item>,
  outerSignal: AbortSignal | undefined,
): AsyncGenerator<Item, void, undefined> {
  const stop = new AbortController();
  const signal = outerSignal ? AbortSignal.any([outerSignal, stop.signal]) : stop.signal;
  let failures = 0;
  let reached = false;
  try {
    while (!signal.aborted) {
      try {
        const socket = await openSocket(connection, plan.path, signal);
        reached = true;
        socket.send(plan.request());
        plan.onConnection?.(true);
        if (plan.missed) yield* plan.missed(signal);
        for await (const message of socket.messages) {
          failures = 0;
          const item = plan.itemFromMessage(message);
          if (item !== null) yield item;
        }
      } catch (error) {
        if (signal.aborted) return;
        plan.onConnection?.(false);
        if (!isPassing(error)) throw error;
        failures += 1;
        try {
          if (plan.missed) yield* plan.missed(signal);
          reached ||= plan.missed !== undefined;
        } catch (failure) {
          if (!isPassing(failure)) throw failure;
        }
        // Whoever was never there is not waited for: the address is wrong or the server is not running.
        if (!reached) throw new ServerUnreachableError(connection.api_url, error);
        await wait(backoffSeconds(failures, Math.random()), signal).catch(() => {});
      }
    }
  } finally {
    stop.abort();
  }
}

const isPassing = (error: unknown): boolean =>
  error instanceof ConnectionLostError || error instanceof ServerUnreachableError;
