// store: statements whose text is kept do what the same statements do that are built each time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlowRunId, Timestamp } from '@signalbox/contract';
import { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import { flowRunLeaseColumns } from '../leases/table.ts';
import { executePrepared, insertPrepared } from './prepared.ts';
import { SqliteConnection } from './sqlite/sqlite-connection.ts';
import { sqliteDialect } from './sqlite/sqlite-dialect.ts';

async function withTable(use: (database: Kysely<Database>) => Promise<void>): Promise<void> {
  const connection = new SqliteConnection(':memory:', { readOnly: false });
  try {
    connection.database.exec(
      'create table flow_run_leases (flow_run_id text, holder text, fencing_number, expires_at text, released)',
    );
    await use(new Kysely<Database>({ dialect: sqliteDialect(connection) }));
  } finally {
    connection.close();
  }
}

const lease = (flow_run_id: string, fencing_number: number) =>
  flowRunLeaseColumns.encode({
    flow_run_id: flow_run_id as FlowRunId,
    holder: `holder ${flow_run_id}`,
    fencing_number,
    expires_at: '2026-01-01T00:00:00.000000Z' as Timestamp,
    released: false,
  });

test('rows of one text keep their own values, also with their columns in another order', async () => {
  await withTable(async (database) => {
    const { flow_run_id, ...rest } = lease('c', 3);
    const rows = [lease('a', 1), lease('b', 2), { ...rest, flow_run_id }];
    await database.transaction().execute(async (transaction) => {
      for (const row of rows) await insertPrepared(transaction, 'flow_run_leases', [row]);
    });
    assert.deepEqual(await database.selectFrom('flow_run_leases').selectAll().execute(), rows);
  });
});

test('values in another order than the statement binds them are refused', async () => {
  await withTable(async (database) => {
    const build = () =>
      database.selectFrom('flow_run_leases').selectAll().where('holder', '=', 'x').where('fencing_number', '=', 1);
    await assert.rejects(executePrepared(database, 'a lease', build, [1, 'x']), /a lease/);
  });
});

test('any number of rows is inserted, in statements of a few sizes', async () => {
  await withTable(async (database) => {
    const rows = Array.from({ length: 237 }, (_, index) => lease(`run ${index}`, index));
    await database.transaction().execute((transaction) => insertPrepared(transaction, 'flow_run_leases', rows));
    assert.deepEqual(
      await database.selectFrom('flow_run_leases').selectAll().orderBy('fencing_number').execute(),
      rows,
    );
  });
});

test('each column of a row is found by its name, wherever the row has it', async () => {
  await withTable(async (database) => {
    const rows = [lease('run 1', 1), lease('run 2', 2)];
    const reversed = Object.fromEntries(Object.entries(lease('run 2', 2)).reverse()) as (typeof rows)[number];
    await database
      .transaction()
      .execute((transaction) => insertPrepared(transaction, 'flow_run_leases', [lease('run 1', 1), reversed]));
    assert.deepEqual(
      await database.selectFrom('flow_run_leases').selectAll().orderBy('fencing_number').execute(),
      rows,
    );
  });
});
