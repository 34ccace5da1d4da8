// tests: a Postgres that cannot be used is told apart, and no message shows its password.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startServer } from '@signalbox/server';
import { openStore } from '@signalbox/store';
import { OwnPostgres } from '@signalbox/testkit';
import { Client } from 'pg';

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-sharing-'));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('servers on one Postgres must encrypt with the same key', async () => {
  await using postgres = await OwnPostgres.start('fsync=off');
  await inFolder(async (folder) => {
    const place = { database_path: join(folder, 'signalbox.db'), database_url: postgres.url, port: 0 };
    const first = await startServer({ ...place, encryption_key: 'one' });
    await assert.rejects(startServer({ ...place, encryption_key: 'another' }), /the same SIGNALBOX_ENCRYPTION_KEY/);
    const second = await startServer({ ...place, encryption_key: 'one' });
    await first.close();
    await second.close();
  });
});

test('servers that start at the same time on an empty Postgres make its tables once', async () => {
  await using postgres = await OwnPostgres.start('fsync=off');
  const stores = await Promise.all(Array.from({ length: 4 }, () => openStore({ url: postgres.url })));
  for (const store of stores) {
    assert.deepEqual(await store.read.selectFrom('flows').selectAll().execute(), []);
    await store.close();
  }
});

test('a database of a newer version is refused by the name of what it has more', async () => {
  await using postgres = await OwnPostgres.start('fsync=off');
  await (await openStore({ url: postgres.url })).close();
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  await client.query("insert into signalbox.kysely_migration values ('9999-of-tomorrow', '2030-01-01')");
  await client.end();
  await assert.rejects(openStore({ url: postgres.url }), { kind: 'newer', message: /9999-of-tomorrow/ });
});

test('a Postgres that is not there, and a database that is not in it, are told apart without the password', async () => {
  await using postgres = await OwnPostgres.start('fsync=off');
  const url = (change: (url: URL) => void): string => {
    const changed = new URL(postgres.url);
    changed.password = 'hunter2';
    change(changed);
    return changed.href;
  };
  const elsewhere = url((place) => {
    place.port = '1';
  });
  const missing = url((place) => {
    place.pathname = '/nowhere';
  });
  const withoutPassword = (error: unknown) => {
    assert.doesNotMatch(String(error), /hunter2/);
    return true;
  };
  await assert.rejects(openStore({ url: elsewhere }), { kind: 'unreachable', message: /127\.0\.0\.1:1\/postgres/ });
  await assert.rejects(openStore({ url: elsewhere }), withoutPassword);
  await assert.rejects(openStore({ url: missing }), { kind: 'unopenable', message: /nowhere/ });
  await assert.rejects(openStore({ url: 'mysql://db/x' }), { kind: 'unopenable', message: /begins with mysql/ });
});
