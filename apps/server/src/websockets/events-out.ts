// server: /events/out: events as they are committed, after those of the last minutes.
import { type Event, EventFilter, type Timestamp } from '@signalbox/contract';
import { addSeconds, eventMatches } from '@signalbox/core';
import type { Engine } from '@signalbox/engine';
import { listEvents } from '@signalbox/store';
import { z } from 'zod';
import { CLOSE, type WebsocketClient, type WebsocketProtocol } from './websocket-client.ts';

const Subscription = z.object({ type: z.literal('filter'), filter: EventFilter, backfill: z.boolean().default(true) });

const BACKFILL_SECONDS = 15 * 60;
const BACKFILL_PAGE = 250;
/** A client that lets more than this wait unsent, in bytes, has stopped reading: it must come again and catch up. */
const UNSENT_BYTES_AT_MOST = 16 * 1024 * 1024;

export const sendEvents: WebsocketProtocol = async (client, engine) => {
  const subscription = Subscription.safeParse(await client.next());
  if (!subscription.success) return client.close(CLOSE.protocol, 'Expected {"type": "filter", "filter": …}.');
  // A subscription is about what comes: its time range bounds the look back alone.
  const { occurred, ...filter } = subscription.data.filter;
  const wanted: EventFilter = { ...filter, occurred: {} };
  const sent = new Set<string>();
  const held: Event[] = [];
  let isLive = false;
  const send = (event: Event) => {
    if (sent.delete(event.id)) return;
    if (client.bufferedBytes > UNSENT_BYTES_AT_MOST) return client.close(CLOSE.policy, 'The client reads too slowly.');
    client.send({ type: 'event', event: { ...event, received: engine.clock() } });
  };
  // Listening begins before the look back, so that nothing falls between the two.
  const unsubscribe = engine.events.subscribe((events) => {
    for (const event of events) if (eventMatches(wanted, event)) isLive ? send(event) : held.push(event);
  });
  try {
    if (subscription.data.backfill) await backfill(client, engine, wanted, occurred.since, sent);
    isLive = true;
    for (const event of held.splice(0)) send(event);
    await untilGone(client);
  } finally {
    unsubscribe();
  }
};

async function backfill(
  client: WebsocketClient,
  engine: Engine,
  wanted: EventFilter,
  asked_since: Timestamp | undefined,
  sent: Set<string>,
): Promise<void> {
  const earliest = addSeconds(engine.clock(), -BACKFILL_SECONDS);
  const filter: EventFilter = {
    ...wanted,
    occurred: { since: asked_since && asked_since > earliest ? asked_since : earliest },
    order: 'ASC',
  };
  for (let offset = 0; !client.signal.aborted; offset += BACKFILL_PAGE) {
    const page = await listEvents(engine.store.read, { filter, limit: BACKFILL_PAGE, offset });
    for (const event of page) {
      sent.add(event.id);
      client.send({ type: 'event', event });
    }
    if (page.length < BACKFILL_PAGE) return;
  }
}

/** Reads and forgets what the client still sends. */
export async function untilGone(client: WebsocketClient): Promise<void> {
  while ((await client.next()) !== null);
}
