// bench: fills a database with runs of ninety days, straight into the tables of the store.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { enterAllRunNames, openStore, tallyEndedRuns } from '@signalbox/store';
import { sql } from 'kysely';
import { openConnection } from '../api/connection.ts';
import { startSignalboxServer } from '../servers/signalbox-server.ts';
import { DEPLOYMENTS, POSTGRES, SQLITE, seedStatements } from './seed-in-sql.ts';

const FLOWS = 20;
const FILLED = `('flow_runs', 'flow_run_states', 'task_runs', 'task_run_states')`;

/** A pool whose queue has all deployments. */
export const SEEDED_POOL = 'seeded';

/** A file that is not there yet, or a Postgres without our tables. */
export type SeedPlace = { readonly database_path: string } | { readonly database_url: string };

interface Loader extends AsyncDisposable {
  readonly isPostgres: boolean;
  run(statement: string): Promise<void>;
  /** The statements that make the indexes and triggers anew that were taken from the tables for the load. */
  strip(): Promise<string[]>;
}

/** Nothing is kept of a load that fails. */
function sqliteLoader(path: string): Loader {
  const database = new DatabaseSync(path);
  // From a write-ahead log the way to none leads over a journal that is deleted.
  database.exec('pragma journal_mode = delete; pragma journal_mode = off; pragma synchronous = off');
  database.exec('pragma cache_size = -2000000; pragma threads = 2');
  return {
    isPostgres: false,
    run: async (statement) => database.exec(statement),
    strip: async () => {
      const rows = database
        .prepare(
          `select type, name, sql from sqlite_master where sql is not null and type <> 'table' and tbl_name in ${FILLED}`,
        )
        .all();
      for (const { type, name } of rows) database.exec(`drop ${type} ${name}`);
      return rows.map((row) => String(row.sql));
    },
    [Symbol.asyncDispose]: async () => {
      database.exec('pragma journal_mode = wal');
      database.close();
    },
  };
}

async function postgresLoader(url: string): Promise<Loader> {
  const store = await openStore({ url });
  const run = async (statement: string): Promise<void> => {
    await store.write(async (transaction) => {
      await sql`set local statement_timeout = 0`.execute(transaction);
      await sql`set local maintenance_work_mem = '2GB'`.execute(transaction);
      await sql`set local synchronous_commit = off`.execute(transaction);
      await sql.raw(statement).execute(transaction);
    });
  };
  return {
    isPostgres: true,
    run,
    strip: async () => {
      const { rows } = await sql<{ name: string; made_by: string }>`select indexname as name, indexdef as made_by
        from pg_indexes where schemaname = current_schema() and tablename in ${sql.raw(FILLED)}
        and indexname not like '%\\_pkey'`.execute(store.read);
      for (const { name } of rows) await run(`drop index "${name}"`);
      const tables = ['flow_runs', 'task_runs'];
      for (const table of tables) await run(`alter table ${table} disable trigger user`);
      return [
        ...rows.map(({ made_by }) => made_by),
        ...tables.map((table) => `alter table ${table} enable trigger user`),
      ];
    },
    [Symbol.asyncDispose]: async () => {
      await store.read.connection().execute(async (connection) => {
        await sql`set statement_timeout = 0`.execute(connection);
        await sql`vacuum analyze`.execute(connection);
      });
      await store.close();
    },
  };
}

interface Answer {
  readonly id: string;
  readonly default_queue_id: string;
}

/** The server makes the tables, and the pool. */
async function makeTables(place: SeedPlace): Promise<Answer> {
  await using server = await startSignalboxServer(place);
  using connection = openConnection(server.api_url);
  const { status, body } = await connection.send({
    method: 'POST',
    path: '/work_pools/',
    body: JSON.stringify({ name: SEEDED_POOL, type: 'process' }),
  });
  if (status !== 201) throw new Error(`the pool could not be made: ${status} ${JSON.stringify(body)}`);
  return body as Answer;
}

function homes(created: string, work_queue_id: string): string[] {
  const flow_ids = Array.from({ length: FLOWS }, () => randomUUID());
  const flows = flow_ids.map((id, index) => `('${id}', '${created}', '${created}', 'flow-${index}', '[]', '{}')`);
  const deployments = Array.from(
    { length: DEPLOYMENTS },
    (_, index) =>
      `('${randomUUID()}', '${created}', '${created}', 'deployment-${index}', '${flow_ids[index % FLOWS]}', 0, '[]', '{}', '{}', 1, '{}', 'READY', '${work_queue_id}', 'default')`,
  );
  return [
    `insert into flows (id, created, updated, name, tags, labels) values ${flows.join(', ')}`,
    `insert into deployments (id, created, updated, name, flow_id, paused, tags, labels, parameters,
      enforce_parameter_schema, job_variables, status, work_queue_id, work_queue_name) values ${deployments.join(', ')}`,
  ];
}

/**
 * Makes a database with `flow_runs` runs of flows, four runs of tasks each, and their states. Indexes are made and ended
 * runs are counted when all rows are there, which takes a tenth of the time.
 * @param say told what is done and how long it took
 * @throws Error when the file is there already
 */
export async function seed(place: SeedPlace, flow_runs: number, say: (line: string) => void = () => {}): Promise<void> {
  if ('database_path' in place && existsSync(place.database_path))
    throw new Error(`${place.database_path} is there already: name a file that is not`);
  const { default_queue_id } = await makeTables(place);
  await using loader =
    'database_path' in place ? sqliteLoader(place.database_path) : await postgresLoader(place.database_url);
  const timed = async (statement: string): Promise<void> => {
    const began = performance.now();
    await loader.run(statement);
    say(
      `${((performance.now() - began) / 1_000).toFixed(1).padStart(7)} s  ${statement.slice(0, 90).replaceAll(/\s+/g, ' ')}`,
    );
  };
  const now = Date.now();
  for (const statement of homes(new Date(now).toISOString().replace('Z', '000Z'), default_queue_id))
    await timed(statement);
  const stripped = await loader.strip();
  for (const statement of seedStatements(loader.isPostgres ? POSTGRES : SQLITE, { flow_runs, now }))
    await timed(statement);
  const counts = tallyEndedRuns(loader.isPostgres).map((statement) => statement.replaceAll('pg_backend_pid()', '0'));
  for (const statement of [...counts, ...stripped, ...enterAllRunNames(loader.isPostgres)]) await timed(statement);
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      'flow-runs': { type: 'string', default: '200000' },
      database: { type: 'string' },
      url: { type: 'string' },
    },
  });
  const { database, url } = values;
  if ((database === undefined) === (url === undefined))
    throw new Error(
      'name a file or a Postgres: node --conditions=source bench/scale/seed.ts --database FILE|--url URL [--flow-runs N]',
    );
  await seed(
    database === undefined ? { database_url: url ?? '' } : { database_path: database },
    Number(values['flow-runs']),
    console.log,
  );
}
