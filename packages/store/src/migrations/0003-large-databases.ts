// store: what lets lists, counts and histories answer as fast in a database of millions of runs.
import { type Kysely, type Migration, sql } from 'kysely';
import { isPostgres } from '../dialect/engine.ts';
import { asPostgresHasIt } from '../dialect/postgres/vocabulary.ts';
import { runTallies } from './run-tallies.ts';

/**
 * Most runs end COMPLETED, and a page of them follows the index of its order. Of the other states a page would sort all
 * that there are, so these have an index of their own for each time, which the many that complete leave again.
 */
const INDEXES = [
  'drop index flow_runs_by_name',
  `create index flow_runs_by_name on flow_runs ("name", "id")`,
  // Nearly all have no parent: only those that have one are looked for by it.
  'drop index flow_runs_by_parent_task_run_id',
  `create index flow_runs_by_parent_task_run_id on flow_runs ("parent_task_run_id") where "parent_task_run_id" is not null`,
  `create index flow_runs_waiting_by_next_scheduled_start_time on flow_runs ("next_scheduled_start_time", "id")
    where "next_scheduled_start_time" is not null`,
  `create index task_runs_waiting_by_next_scheduled_start_time on task_runs ("next_scheduled_start_time", "id")
    where "next_scheduled_start_time" is not null`,
  `create index flow_runs_not_completed_by_start_or_expected_start_time
    on flow_runs ("state_type", coalesce("start_time", "expected_start_time"), "id") where "state_type" <> 'COMPLETED'`,
  `create index flow_runs_not_completed_by_expected_start_time
    on flow_runs ("state_type", "expected_start_time", "id") where "state_type" <> 'COMPLETED'`,
  `create index flow_runs_not_completed_by_end_time
    on flow_runs ("state_type", "end_time", "id") where "state_type" <> 'COMPLETED' and "end_time" is not null`,
  `create index task_runs_not_completed_by_expected_start_time
    on task_runs ("state_type", "expected_start_time", "id") where "state_type" <> 'COMPLETED'`,
  `create index task_runs_not_completed_by_end_time
    on task_runs ("state_type", "end_time", "id") where "state_type" <> 'COMPLETED' and "end_time" is not null`,
  `create index flow_runs_tagged_by_tags on flow_runs ("tags") where "tags" <> '[]'`,
];

export const largeDatabases: Migration = {
  up: async (database: Kysely<unknown>) => {
    const postgres = isPostgres(database);
    // An index of millions of rows takes longer than any request may.
    if (postgres) await sql`set local statement_timeout = 0`.execute(database);
    for (const statement of INDEXES) await sql.raw(postgres ? asPostgresHasIt(statement) : statement).execute(database);
    for (const statement of runTallies(postgres)) await sql.raw(statement).execute(database);
  },
};
