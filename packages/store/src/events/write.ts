// store: keeping events, each once.
import type { Event, Timestamp } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import { insertPrepared } from '../dialect/prepared.ts';
import { type EventResourceRow, eventResourceColumns } from './event-resource-table.ts';
import { eventColumns } from './table.ts';

/** Keeps the events and gives those that were not known yet, by id. */
export async function insertEvents(
  transaction: Transaction<Database>,
  events: readonly Event[],
  received: Timestamp,
): Promise<Event[]> {
  const inserted: Event[] = [];
  const resources: EventResourceRow[] = [];
  for (const event of events) {
    const resource_id = event.resource['prefect.resource.id'] ?? '';
    const row = eventColumns.encode({ ...event, resource_id, received });
    if ((await insertPrepared(transaction, 'events', [row], { ignoreKnownIds: true })) === 0) continue;
    inserted.push(event);
    for (const [ordinal, resource] of event.related.entries()) {
      resources.push(
        eventResourceColumns.encode({
          event_id: event.id,
          ordinal,
          resource_id: resource['prefect.resource.id'] ?? '',
          resource_role: resource['prefect.resource.role'] ?? '',
          resource,
          occurred: event.occurred,
        }),
      );
    }
  }
  await insertPrepared(transaction, 'event_resources', resources);
  return inserted;
}
