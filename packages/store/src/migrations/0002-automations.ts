// store: automations, and an order of events in which whoever follows them misses none.
import { type Kysely, type Migration, sql } from 'kysely';
import { isPostgres } from '../dialect/engine.ts';
import { asPostgresHasIt } from '../dialect/postgres/vocabulary.ts';

/**
 * SQLite's own numbers of rows may be given twice, once the newest row has been deleted; those of `autoincrement` are
 * not. Such a column can only come with the table.
 */
const EVENTS_OF_SQLITE = [
  `create table events_in_order (
    "position" integer primary key autoincrement,
    "id" text not null unique,
    "occurred" text not null,
    "received" text not null,
    "event" text not null,
    "resource_id" text not null,
    "resource" text not null,
    "related" text not null,
    "payload" text not null,
    "follows" text
  )`,
  `insert into events_in_order (id, occurred, received, event, resource_id, resource, related, payload, follows)
    select id, occurred, received, event, resource_id, resource, related, payload, follows from events order by rowid`,
  'drop table events',
  'alter table events_in_order rename to events',
  `create index events_by_occurred on events ("occurred")`,
  `create index events_by_event_occurred on events ("event", "occurred")`,
  `create index events_by_resource_id_occurred on events ("resource_id", "occurred")`,
];

/** On Postgres rows do not come to light in the order of their numbers: what tells is which transaction wrote them. */
const EVENTS_OF_POSTGRES = [
  `alter table events
    add column "position" bigint generated always as identity,
    add column "written_by" xid8 not null default pg_current_xact_id()`,
  `create index events_by_written_by_position on events ("written_by", "position")`,
];

const TABLES = [
  `create table event_followers (
    "name" text not null primary key,
    "position" text not null
  )`,
  `create table automations (
    "id" text not null primary key,
    "created" text not null,
    "updated" text not null,
    "name" text not null,
    "description" text not null,
    "enabled" integer not null,
    "tags" text not null,
    "trigger" text not null,
    "actions" text not null,
    "actions_on_trigger" text not null,
    "actions_on_resolve" text not null,
    "owner_resource" text,
    "watching_since" text not null
  )`,
  `create index automations_by_name on automations ("name", "id")`,
  `create index automations_by_owner_resource on automations ("owner_resource")`,
  `create table trigger_buckets (
    "automation_id" text not null,
    "trigger_id" text not null,
    "key" text not null,
    "count" integer not null,
    "starts" text not null,
    "ends" text,
    "fired" integer not null,
    "event" text,
    primary key ("automation_id", "trigger_id", "key")
  )`,
  `create index trigger_buckets_by_ends on trigger_buckets ("ends")`,
  `create table trigger_firings (
    "automation_id" text not null,
    "trigger_id" text not null,
    "child_id" text not null,
    "fired" text not null,
    primary key ("automation_id", "trigger_id", "child_id")
  )`,
  `create table due_actions (
    "id" text not null primary key,
    "automation_id" text not null,
    "automation" text not null,
    "action" text not null,
    "action_index" integer not null,
    "invocation" text not null,
    "triggered_event" text not null,
    "triggering_event" text,
    "attempts" integer not null,
    "due" text not null
  )`,
  `create index due_actions_by_due on due_actions ("due", "id")`,
];

export const automations: Migration = {
  up: async (database: Kysely<unknown>) => {
    const statements = isPostgres(database)
      ? [...EVENTS_OF_POSTGRES, ...TABLES.map(asPostgresHasIt)]
      : [...EVENTS_OF_SQLITE, ...TABLES];
    for (const statement of statements) await sql.raw(statement).execute(database);
  },
};
