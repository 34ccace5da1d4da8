// store: indexes for pages of many runs, and the names of runs, each once, by the texts in them.
import { type Kysely, type Migration, sql } from 'kysely';
import { isPostgres } from '../dialect/engine.ts';
import { asPostgresHasIt } from '../dialect/postgres/vocabulary.ts';

const RUNS = ['flow_run', 'task_run'] as const;

type Run = (typeof RUNS)[number];

/** A writer only notes a name that is not known yet; whoever follows enters it. */
const EVENTS = { added: 'insert', renamed: 'update of name' } as const;

const isNew = (run: Run) => `not exists (select 1 from ${run}_names where name = new.name)`;
const noteName = (run: Run) => `insert into new_${run}_names (name) values (new.name);`;

function ofSqlite(run: Run): string[] {
  return [
    `create table ${run}_names ("position" integer primary key, "name" text not null)`,
    `create unique index ${run}_names_by_name on ${run}_names ("name")`,
    `create virtual table ${run}_name_trigrams using fts5(name, content='', detail=none, tokenize='trigram')`,
    `create table new_${run}_names ("position" integer primary key, "name" text not null)`,
    ...Object.entries(EVENTS).map(
      ([name, event]) =>
        `create trigger ${run}_names_${name} after ${event} on ${run}s for each row when ${isNew(run)} begin ${noteName(run)} end`,
    ),
    // Tallies of which nothing is left.
    `create index ${run}_tallies_of_none on ${run}_tallies ("starts") where "count_runs" = 0`,
  ];
}

function ofPostgres(run: Run): string[] {
  const identity = 'bigint generated always as identity primary key';
  return [
    `create table ${run}_names ("position" ${identity}, "name" text collate "C" not null)`,
    `create unique index ${run}_names_by_name on ${run}_names ("name")`,
    `create table new_${run}_names ("position" ${identity}, "name" text collate "C" not null)`,
    `create function note_${run}_name() returns trigger language plpgsql as $$ begin
       if ${isNew(run)} then ${noteName(run)} end if; return null; end $$`,
    ...Object.entries(EVENTS).map(
      ([name, event]) =>
        `create trigger ${run}_names_${name} after ${event} on ${run}s for each row execute function note_${run}_name()`,
    ),
  ];
}

/** The statements that enter the names of all runs into an index that has none. */
export const enterAllRunNames = (postgres: boolean): string[] =>
  RUNS.flatMap((run) => [
    `insert into ${run}_names (name) select distinct name from ${run}s`,
    ...(postgres
      ? []
      : [
          `insert into ${run}_name_trigrams (rowid, name) select "position", name from ${run}_names order by "position"`,
        ]),
  ]);

/**
 * A page of runs that have ended is looked for by its state too: runs that are still to come may be so many that to pass
 * over them, one by one, takes longer than any page may. Completed ones are told by an expression, which no other index
 * has: by one of states alone nearly all runs would be sorted.
 */
const INDEXES = [
  `create index flow_runs_completed_by_start_or_expected_start_time
    on flow_runs (coalesce("start_time", "expected_start_time"), "id") where coalesce("state_type", '') = 'COMPLETED'`,
  `create index flow_runs_completed_by_expected_start_time
    on flow_runs ("expected_start_time", "id") where coalesce("state_type", '') = 'COMPLETED'`,
  `create index flow_runs_completed_by_end_time on flow_runs ("end_time", "id") where coalesce("state_type", '') = 'COMPLETED'`,
  // With the parent, so that open runs are counted by the index alone.
  'drop index flow_runs_not_completed_by_expected_start_time',
  `create index flow_runs_not_completed_by_expected_start_time
    on flow_runs ("state_type", "expected_start_time", "id", "parent_task_run_id") where "state_type" <> 'COMPLETED'`,
  'drop index flow_runs_tagged_by_tags',
  `create index flow_runs_tagged_by_tags_start_or_expected_start_time
    on flow_runs ("tags", coalesce("start_time", "expected_start_time")) where "tags" <> '[]'`,
];

/** How far the names of the runs that were there before have been entered. */
const PROGRESS = `create table run_name_progress (
  "runs" text not null primary key,
  "entered_to" text not null,
  "is_complete" integer not null
)`;

export const pagesAndNames: Migration = {
  up: async (database: Kysely<unknown>) => {
    const postgres = isPostgres(database);
    const statements = RUNS.flatMap((run) => [
      ...(postgres ? ofPostgres(run) : ofSqlite(run)),
      `insert into run_name_progress values ('${run}s', '', case when exists (select 1 from ${run}s) then 0 else 1 end)`,
    ]);
    // An index of millions of rows takes longer than any request may.
    if (postgres) await sql`set local statement_timeout = 0`.execute(database);
    const made = [...INDEXES, PROGRESS].map((statement) => (postgres ? asPostgresHasIt(statement) : statement));
    for (const statement of [...made, ...statements]) await sql.raw(statement).execute(database);
  },
};
