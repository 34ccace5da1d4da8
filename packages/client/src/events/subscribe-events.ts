// client: events as they happen.
import type { EventFilter, ReceivedEvent } from '@signalbox/contract';
import type { z } from 'zod';
import type { Client } from '../client.ts';
import { firstSight } from '../websockets/seen-ids.ts';
import { subscription } from '../websockets/subscription.ts';

export interface SubscribeEventsOptions {
  /** Give first what the filter finds among past events; without it only what happens from now on. */
  readonly backfill?: boolean;
  readonly signal?: AbortSignal;
  /** Told true when events begin to arrive, false when the connection ends or cannot be made. */
  readonly onConnection?: (connected: boolean) => void;
}

const YEAR_MILLISECONDS = 365 * 24 * 3600 * 1000;
/** What happened before the last event that came can be told after it by so much. */
const LATE_MILLISECONDS = 60_000;

/**
 * Events that match the filter, each once, in the order in which the server gives them. Reconnects by itself and asks
 * for what happened meanwhile. Stop by leaving the loop or by the signal.
 *
 * @example
 * for await (const event of subscribeEvents(client, { event: { prefix: ['prefect.flow-run.'] } })) show(event);
 */
export function subscribeEvents(
  client: Client,
  filter: z.input<typeof EventFilter> = {},
  options: SubscribeEventsOptions = {},
): AsyncGenerator<ReceivedEvent, void, undefined> {
  const isNew = firstSight();
  let last: string | null = null;
  return subscription<ReceivedEvent>(
    client.connection,
    {
      path: '/events/out',
      request: () => ({
        type: 'filter',
        backfill: options.backfill === true || last !== null,
        filter: {
          ...filter,
          occurred: {
            // The server's own default for the end is the moment of the request, which would hide what is to come.
            until: new Date(Date.now() + YEAR_MILLISECONDS).toISOString(),
            ...filter.occurred,
            ...(last === null ? {} : { since: new Date(Date.parse(last) - LATE_MILLISECONDS).toISOString() }),
          },
        },
      }),
      itemFromMessage: (message) => {
        // The edge of the types: the server sends what the contract calls a ReceivedEvent.
        const event = message.type === 'event' ? (message.event as ReceivedEvent) : null;
        if (event === null || !isNew(event.id)) return null;
        if (last === null || event.occurred > last) last = event.occurred;
        return event;
      },
      onConnection: options.onConnection,
    },
    options.signal,
  );
}
