// server: /events/in: events arrive, one per frame.
import { Event } from '@signalbox/contract';
import { receiveEvents as keepEvents } from '@signalbox/engine';
import { CLOSE, type WebsocketClient, type WebsocketProtocol } from './websocket-client.ts';

/** Most events kept in one commit: what has queued up while the last commit ran. */
const EVENTS_PER_COMMIT = 200;

interface Batch {
  readonly events: readonly Event[];
  /** Why the connection ends after these events; null when it goes on. */
  readonly refusal: string | null;
}

/** Events have no answers of their own; a client that needs certainty pings: the pong comes after what it sent before is on disk. */
export const receiveEvents: WebsocketProtocol = async (client, engine) => {
  for (;;) {
    const batch = await nextBatch(client);
    if (batch === null) return;
    if (batch.events.length > 0) await keepEvents(engine, batch.events);
    if (batch.refusal !== null) return client.close(CLOSE.protocol, batch.refusal);
  }
};

/** What has arrived, up to the first frame that is no event; null when the client has gone. */
async function nextBatch(client: WebsocketClient): Promise<Batch | null> {
  const events: Event[] = [];
  do {
    try {
      const frame = await client.next();
      if (frame === null) return events.length > 0 ? { events, refusal: null } : null;
      const event = Event.safeParse(frame);
      if (!event.success)
        return { events, refusal: `Not an event: look at '${event.error.issues[0]?.path.join('.') ?? ''}'.` };
      events.push(event.data);
    } catch (error) {
      if (error instanceof SyntaxError) return { events, refusal: 'A frame is no JSON.' };
      throw error;
    }
  } while (client.waitingFrames > 0 && events.length < EVENTS_PER_COMMIT);
  return { events, refusal: null };
}
