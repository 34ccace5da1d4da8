// store: keeping events, each once.
import type { Event, Timestamp } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import { type EventResourceRow, eventResourceColumns } from './event-resource-table.ts';
import { eventColumns } from './table.ts';

/** Rows that one statement inserts: five values each, and SQLite takes 32,766. */
const RESOURCES_PER_INSERT = 1_000;

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
    const { numInsertedOrUpdatedRows } = await transaction
      .insertInto('events')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst();
    if (!numInsertedOrUpdatedRows) continue;
    inserted.push(event);
    for (const resource of event.related) {
      resources.push(
        eventResourceColumns.encode({
          event_id: event.id,
          resource_id: resource['prefect.resource.id'] ?? '',
          resource_role: resource['prefect.resource.role'] ?? '',
          resource,
          occurred: event.occurred,
        }),
      );
    }
  }
  for (let start = 0; start < resources.length; start += RESOURCES_PER_INSERT) {
    const rows = resources.slice(start, start + RESOURCES_PER_INSERT);
    await transaction.insertInto('event_resources').values(rows).execute();
  }
  return inserted;
}
