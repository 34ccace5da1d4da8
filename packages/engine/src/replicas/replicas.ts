// engine: servers on one database tell each other what they have committed, so that whoever waits or follows at one of
// them hears of what happens at another.
import { type Event, EventId, type Log, LogId } from '@signalbox/contract';
import { type Broadcast, findEvents, findLogs, type Store } from '@signalbox/store';
import type { Hub } from '../hub.ts';
import { isTopic, type WakeUps } from '../wakeups/wake-ups.ts';

/** Ids that fit one message: 36 characters each and a comma. */
const IDS_PER_MESSAGE = 200;

export interface Listening {
  readonly wakeUps: WakeUps;
  readonly events: Hub<readonly Event[]>;
  readonly logs: Hub<readonly Log[]>;
  /** Called with what other servers told and could not be read here. */
  readonly onFailure: (error: unknown) => void;
}

/** What this server tells the others; nothing where there are none. */
export interface Replicas {
  tellEvents(events: readonly Event[]): void;
  tellLogs(logs: readonly { readonly id: LogId }[]): void;
}

const ALONE: Replicas = { tellEvents: () => undefined, tellLogs: () => undefined };

/** Listens to the other servers and gives the means to tell them. Only ids are told: each reads what its followers need. */
export function connectReplicas(store: Store, listening: Listening): Replicas {
  const { broadcast } = store;
  if (broadcast === null) return ALONE;
  const { wakeUps } = listening;
  wakeUps.onWake = (topic) => {
    // A service looks at what is due by itself, at every server, and often enough.
    if (!topic.startsWith('service:')) broadcast.publish(`wake ${topic}`);
  };
  // One after the other: followers get things in the order in which they were told.
  let reading = Promise.resolve();
  broadcast.subscribe(
    (message) => {
      const [kind, rest = ''] = message.split(' ', 2);
      if (kind === 'wake' && isTopic(rest)) wakeUps.wakeHere(rest);
      // Whichever server has the turn counts the events of all for their triggers.
      if (kind === 'events') wakeUps.wakeHere('service:triggers');
      if (kind === 'events' || kind === 'logs')
        reading = reading.then(() => passOn(kind, rest.split(','), store, listening)).catch(listening.onFailure);
    },
    () => wakeUps.wakeAll(),
  );
  return {
    tellEvents: (events) => tell(broadcast, 'events', events),
    tellLogs: (logs) => tell(broadcast, 'logs', logs),
  };
}

function tell(broadcast: Broadcast, kind: 'events' | 'logs', things: readonly { readonly id: string }[]): void {
  for (let start = 0; start < things.length; start += IDS_PER_MESSAGE) {
    const ids = things.slice(start, start + IDS_PER_MESSAGE).map(({ id }) => id);
    broadcast.publish(`${kind} ${ids.join(',')}`);
  }
}

async function passOn(
  kind: 'events' | 'logs',
  ids: readonly string[],
  { read }: Store,
  { events, logs }: Listening,
): Promise<void> {
  if (kind === 'events' && events.hasSubscribers)
    events.publish(
      inOrderOf(
        ids,
        await findEvents(
          read,
          ids.map((id) => EventId.parse(id)),
        ),
      ),
    );
  if (kind === 'logs' && logs.hasSubscribers)
    logs.publish(
      inOrderOf(
        ids,
        await findLogs(
          read,
          ids.map((id) => LogId.parse(id)),
        ),
      ),
    );
}

/** As they were told: what came first at the other server comes first here. */
function inOrderOf<Thing extends { readonly id: string }>(ids: readonly string[], found: readonly Thing[]): Thing[] {
  const byId = new Map<string, Thing>(found.map((thing) => [thing.id, thing]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
