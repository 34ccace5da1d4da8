// testkit: the database of one test: a file of its own, or one of its own in the Postgres that the suite is run on.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

export interface DatabaseOfTest extends AsyncDisposable {
  /** As the server takes it. */
  readonly place: {
    readonly database_path: string;
    readonly database_url: string | null;
  };
}

/**
 * A database of its own in the Postgres of SIGNALBOX_TEST_DATABASE_URL, else a SQLite file: the same tests must pass on
 * both.
 * @example SIGNALBOX_TEST_DATABASE_URL=postgresql://postgres@127.0.0.1:5432/postgres npm test -- tests/promises
 */
export async function databaseOfTest(): Promise<DatabaseOfTest> {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-house-'));
  const database_path = join(folder, 'signalbox.db');
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  const server_url = process.env.SIGNALBOX_TEST_DATABASE_URL;
  if (!server_url) {
    return { place: { database_path, database_url: null }, [Symbol.asyncDispose]: async () => removeFolder() };
  }
  const name = `house_${crypto.randomUUID().replaceAll('-', '_')}`;
  await administer(server_url, `create database "${name}"`);
  const url = new URL(server_url);
  url.pathname = `/${name}`;
  return {
    place: { database_path, database_url: url.href },
    [Symbol.asyncDispose]: async () => {
      removeFolder();
      await administer(server_url, `drop database "${name}" with (force)`);
    },
  };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
