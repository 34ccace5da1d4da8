// store: keeping events, each once.
import type { Event, Timestamp } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import { insertNewPrepared, insertPrepared } from '../dialect/prepared.ts';
import { type EventResourceRow, eventResourceColumns } from './event-resource-table.ts';
import { eventColumns } from './table.ts';

/** Keeps the events and gives those that were not known yet, by id. */
export async function insertEvents(
  transaction: Transaction<Database>,
  events: readonly Event[],
  received: Timestamp,
): Promise<Event[]> {
  const rows = events.map((event) =>
    eventColumns.encode({ ...event, resource_id: event.resource['prefect.resource.id'] ?? '', received }),
  );
  const ids = new Set(await insertNewPrepared(transaction, 'events', rows));
  // An event may be there twice, too: the first counts.
  const inserted = events.filter(({ id }) => ids.delete(id));
  const resources = inserted.flatMap((event) =>
    event.related.map(
      (resource, ordinal): EventResourceRow =>
        eventResourceColumns.encode({
          event_id: event.id,
          ordinal,
          resource_id: resource['prefect.resource.id'] ?? '',
          resource_role: resource['prefect.resource.role'] ?? '',
          resource,
          occurred: event.occurred,
        }),
    ),
  );
  await insertPrepared(transaction, 'event_resources', resources);
  return inserted;
}
