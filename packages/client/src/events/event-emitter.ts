// client: events on their way to the server: queued, sent in order in batches, kept until the server has them.
import type { Event } from '@signalbox/contract';
import type { z } from 'zod';
import type { Client } from '../client.ts';

export type EmittedEvent = z.input<typeof Event>;

export interface EventEmitter {
  /** Takes an event and returns at once. */
  emit(event: EmittedEvent): void;
  /** Resolves when the server has everything emitted so far. */
  flush(): Promise<void>;
}

const BATCH = 100;

/**
 * Sends over POST /events, not over the websocket /events/in: the request is acknowledged, so a lost connection loses
 * no event, and an event that arrives twice has the same id. While a batch is on its way the next one gathers.
 *
 * When the server cannot be reached for the whole of the client's deadline, `flush` rejects and the events stay queued.
 */
export function eventEmitter(client: Client): EventEmitter {
  const queue: EmittedEvent[] = [];
  let sending: Promise<void> | null = null;

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.slice(0, BATCH);
      await client.events.create({ body: batch });
      queue.splice(0, batch.length);
    }
  }

  function start(): Promise<void> {
    sending ??= Promise.resolve()
      .then(drain)
      .finally(() => {
        sending = null;
      });
    return sending;
  }

  return {
    emit(event) {
      queue.push(event);
      // A failure shows at the next flush, which tries again what is still queued.
      start().catch(() => {});
    },
    async flush() {
      while (queue.length > 0) await start();
    },
  };
}
