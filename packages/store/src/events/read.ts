// store: finding events, newest first unless asked otherwise, page by page.
import type { EventFilter, EventId, ReceivedEvent } from '@signalbox/contract';
import { type Kysely, type SqlBool, sql } from 'kysely';
import type { Database } from '../database.ts';
import {
  type Condition,
  combined,
  containsText,
  every,
  membership,
  startsWith,
  timeRange,
} from '../filters/criteria.ts';
import { EVENT_COLUMNS, eventFromRow } from './table.ts';

type Labels = Readonly<Record<string, string | readonly string[]>>;
interface ResourceCriteria {
  readonly id?: readonly string[] | null | undefined;
  readonly id_prefix?: readonly string[] | null | undefined;
  readonly labels?: Labels | null | undefined;
  readonly role?: readonly string[] | null | undefined;
  readonly resources_in_roles?: readonly (readonly [string, string])[] | null | undefined;
}

const column = (name: string) => sql.ref(`events.${name}`);

function labelConditions(resource: ReturnType<typeof sql.ref>, labels: Labels | null | undefined): Condition[] {
  return Object.entries(labels ?? {}).map(([label, wanted]) => {
    const value = sql`json_extract(${resource}, ${`$."${label.replaceAll('"', '')}"`})`;
    const patterns = typeof wanted === 'string' ? [wanted] : wanted;
    const like = (pattern: string): Condition =>
      pattern.endsWith('*') ? every(startsWith(value, [pattern.slice(0, -1)])) : sql<SqlBool>`${value} = ${pattern}`;
    const refused = patterns
      .filter((pattern) => pattern.startsWith('!'))
      .map((pattern) => sql<SqlBool>`not coalesce(${like(pattern.slice(1))}, false)`);
    const positive = patterns.filter((pattern) => !pattern.startsWith('!')).map(like);
    return every([...refused, ...combined('or_', positive)]);
  });
}

function resourceConditions(table: 'events' | 'event_resources', criteria: ResourceCriteria): Condition[] {
  const id = sql.ref(`${table}.resource_id`);
  return [
    ...membership(id, { any_: criteria.id }),
    ...startsWith(id, criteria.id_prefix),
    ...labelConditions(sql.ref(`${table}.resource`), criteria.labels),
  ];
}

function relatedCondition(criteria: ResourceCriteria): Condition {
  const role = sql.ref('event_resources.resource_role');
  const pairs = (criteria.resources_in_roles ?? []).map(
    ([id, wanted]) => sql<SqlBool>`(${sql.ref('event_resources.resource_id')} = ${id} and ${role} = ${wanted})`,
  );
  const conditions = every([
    ...resourceConditions('event_resources', criteria),
    ...membership(role, { any_: criteria.role }),
    ...combined('or_', pairs),
  ]);
  return sql<SqlBool>`exists (select 1 from event_resources where event_resources.event_id = events.id and ${conditions})`;
}

const listOf = <Item>(value: Item | readonly Item[] | null | undefined): readonly Item[] =>
  value === null || value === undefined ? [] : Array.isArray(value) ? value : [value as Item];

/** The conditions of an event filter on the table `events`. */
export function eventConditions(filter: EventFilter): Condition[] {
  const names = combined('or_', [
    ...startsWith(column('event'), filter.event?.prefix),
    ...membership(column('event'), { any_: filter.event?.name }),
  ]);
  const excluded = (filter.event?.exclude_prefix ?? []).map(
    (prefix) => sql<SqlBool>`not ${every(startsWith(column('event'), [prefix]))}`,
  );
  const text = filter.text?.query;
  return [
    ...timeRange(column('occurred'), { after_: filter.occurred.since ?? null, before_: filter.occurred.until ?? null }),
    ...names,
    ...excluded,
    ...membership(column('event'), { not_any_: filter.event?.exclude_name }),
    ...(filter.resource ? resourceConditions('events', filter.resource) : []),
    ...listOf(filter.related).map(relatedCondition),
    ...listOf(filter.any_resource).map((criteria) =>
      every(combined('or_', [every(resourceConditions('events', criteria)), relatedCondition(criteria)])),
    ),
    ...membership(column('id'), { any_: filter.id.id }),
    ...combined(
      'or_',
      ['event', 'resource', 'related', 'payload'].flatMap((name) => containsText(column(name), text)),
    ),
  ];
}

/** One page, in the filter's order; `offset` counts from the first that matches. */
export async function listEvents(
  database: Kysely<Database>,
  query: { filter: EventFilter; limit: number; offset: number },
): Promise<ReceivedEvent[]> {
  const order =
    query.filter.order === 'ASC' ? sql`events.occurred asc, events.id asc` : sql`events.occurred desc, events.id desc`;
  const rows = await database
    .selectFrom('events')
    .select(EVENT_COLUMNS)
    .where(every(eventConditions(query.filter)))
    .orderBy(order)
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return rows.map(eventFromRow);
}

/** Those of the ids that are there, oldest first. */
export async function findEvents(database: Kysely<Database>, ids: readonly EventId[]): Promise<ReceivedEvent[]> {
  const rows = await database
    .selectFrom('events')
    .select(EVENT_COLUMNS)
    .where('id', 'in', ids)
    .orderBy('occurred')
    .orderBy('id')
    .execute();
  return rows.map(eventFromRow);
}

export async function countEvents(database: Kysely<Database>, filter: EventFilter): Promise<number> {
  const row = await database
    .selectFrom('events')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where(every(eventConditions(filter)))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
