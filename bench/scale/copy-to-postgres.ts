// bench: a seeded SQLite database as a Postgres has it.
import { DatabaseSync } from 'node:sqlite';
import { openStore } from '@signalbox/store';
import { sql } from 'kysely';

/** Those that the seed fills. Tallies are made of the runs as they come. */
const TABLES = ['flows', 'deployments', 'flow_runs', 'flow_run_states', 'task_runs', 'task_run_states'] as const;

const ROWS_IN_STATEMENT = 2_000;

/** Copies flows, deployments, runs and their states, and lets Postgres look at what it has. */
export async function copyToPostgres(path: string, database_url: string): Promise<void> {
  using database = new DatabaseSync(path, { readOnly: true });
  const store = await openStore({ url: database_url });
  try {
    for (const name of TABLES) {
      const table = sql.table(name);
      let rows: unknown[] = [];
      const write = async (): Promise<void> => {
        const text = JSON.stringify(rows);
        rows = [];
        await store.write((transaction) =>
          sql`insert into ${table} select * from json_populate_recordset(null::${table}, ${text}::json)`.execute(
            transaction,
          ),
        );
      };
      for (const row of database.prepare(`select * from ${name}`).iterate())
        if (rows.push(row) === ROWS_IN_STATEMENT) await write();
      await write();
      await sql`vacuum analyze ${table}`.execute(store.read);
    }
    await sql`vacuum analyze`.execute(store.read);
  } finally {
    await store.close();
  }
}
