// store: events counted by interval, by name and by resource.
import type { EventFilter, Timestamp } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { epochSeconds } from '../dialect/epoch-seconds.ts';
import { every } from '../filters/criteria.ts';
import { eventConditions } from './read.ts';

/** Names or resources of one answer. */
const GROUPS_AT_MOST = 1_000;

/** Events of each interval, by its number from 0; intervals without events are left out. */
export async function countEventsByInterval(
  database: Kysely<Database>,
  { filter, start, interval_seconds }: { filter: EventFilter; start: Timestamp; interval_seconds: number },
): Promise<Map<number, number>> {
  const since_start = sql`(${epochSeconds(sql.ref('events.occurred'))} - ${epochSeconds(sql`${start}`)})`;
  const rows = await database
    .selectFrom('events')
    .select([
      sql<number>`cast(floor(${since_start} / ${interval_seconds}) as integer)`.as('interval'),
      sql<number>`count(*)`.as('count'),
    ])
    .where(every(eventConditions(filter)))
    .groupBy(sql`1`)
    .execute();
  return new Map(rows.map(({ interval, count }) => [Number(interval), Number(count)]));
}

export interface EventGroup {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly first: Timestamp;
  readonly last: Timestamp;
}

/** The most frequent first. */
export async function countEventsByGroup(
  database: Kysely<Database>,
  filter: EventFilter,
  group: 'event' | 'resource',
): Promise<EventGroup[]> {
  const value = sql.ref<string>(group === 'event' ? 'events.event' : 'events.resource_id');
  const name = sql`json_extract(${sql.ref('events.resource')}, ${'$."prefect.resource.name"'})`;
  const label = group === 'event' ? value : sql<string>`coalesce(max(${name}), ${value})`;
  const rows = await database
    .selectFrom('events')
    .select([
      value.as('value'),
      label.as('label'),
      sql<number>`count(*)`.as('count'),
      sql<Timestamp>`min(events.occurred)`.as('first'),
      sql<Timestamp>`max(events.occurred)`.as('last'),
    ])
    .where(every(eventConditions(filter)))
    .groupBy(value)
    .orderBy(sql`3 desc, 1`)
    .limit(GROUPS_AT_MOST)
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}
