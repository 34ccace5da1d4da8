// store: files that cannot be used are told apart, and left as they were.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { openSqliteStore } from './open-sqlite-store.ts';

function temporaryFile(): { path: string } & Disposable {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-file-'));
  return {
    path: join(folder, 'signalbox.db'),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

test('a file of a newer version is refused by the name of what it has more', async () => {
  using file = temporaryFile();
  await (await openSqliteStore(file.path)).close();
  const database = new DatabaseSync(file.path);
  database.exec("insert into kysely_migration values ('9999-of-tomorrow', '2030-01-01')");
  database.close();
  await assert.rejects(openSqliteStore(file.path), {
    kind: 'newer',
    message: /9999-of-tomorrow.*install that version/,
  });
});

test('a file that is no database is refused and not touched', async () => {
  using file = temporaryFile();
  const content = 'this is no database, and somebody may want it back\n'.repeat(100);
  writeFileSync(file.path, content);
  await assert.rejects(openSqliteStore(file.path), { kind: 'corrupt', message: /damaged or no SQLite database/ });
  assert.equal(readFileSync(file.path, 'utf8'), content);
});

test('a damaged database is refused', async () => {
  using file = temporaryFile();
  await (await openSqliteStore(file.path)).close();
  const bytes = readFileSync(file.path);
  bytes.fill(0xff, 100, 4096);
  writeFileSync(file.path, bytes);
  await assert.rejects(openSqliteStore(file.path), { kind: 'corrupt' });
});

test('what a failed opening held is free again', async () => {
  using file = temporaryFile();
  writeFileSync(file.path, 'no database at all, but long enough to be taken for one'.repeat(50));
  await assert.rejects(openSqliteStore(file.path), { kind: 'corrupt' });
  rmSync(file.path);
  await (await openSqliteStore(file.path)).close();
});
