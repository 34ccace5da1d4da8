// tests: a server that cannot start says why and what to do, ends with exit code 1, and leaves the file as it was.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { freePort, Home, type ServerPlace, serverCommand, startServer } from './program.ts';
import { mayMount, mountSmallDisk } from './small-disk.ts';

/** What a server says that ends by itself, with exit code 1; fails when it starts instead. */
async function refusalOf(place: ServerPlace): Promise<string> {
  await using server = place.home.start(serverCommand(place));
  const { code } = await server.ended;
  assert.equal(code, 1, server.output);
  assert.doesNotMatch(server.output, /^\s+at .*:\d+:\d+\)?$/m, 'a message, not a stack');
  return server.output;
}

const placeIn = async (home: Home, folder = home.path): Promise<ServerPlace> => ({
  home,
  port: await freePort(),
  database: join(folder, 'signalbox.db'),
});

/** Makes a database file as a server leaves it. */
async function madeDatabase(place: ServerPlace): Promise<void> {
  await using server = await startServer(place);
  server.send('SIGTERM');
  assert.equal((await server.ended).code, 0, server.output);
}

const digestOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

test('a file of a newer version: refused by what it has more', async () => {
  using home = new Home();
  const place = await placeIn(home);
  await madeDatabase(place);
  {
    using database = new DatabaseSync(place.database);
    database.exec("insert into kysely_migration values ('9999-of-tomorrow', '2030-01-01T00:00:00.000Z')");
  }
  const before = digestOf(place.database);
  assert.match(await refusalOf(place), /signalbox\.db.*newer version.*9999-of-tomorrow.*install that version/s);
  assert.equal(digestOf(place.database), before);
});

test('a corrupted file: refused, with what to do, and kept', async () => {
  using home = new Home();
  const place = await placeIn(home);
  await madeDatabase(place);
  const bytes = readFileSync(place.database);
  bytes.fill(0xff, 100, 4_096);
  writeFileSync(place.database, bytes);
  const before = digestOf(place.database);
  assert.match(await refusalOf(place), /signalbox\.db.*damaged.*move it away.*restore a backup/s);
  assert.equal(digestOf(place.database), before);
});

test('a file that another server uses: refused, and that server goes on', async () => {
  using home = new Home();
  const place = await placeIn(home);
  await using first = await startServer(place);
  const second = { ...place, port: await freePort() };
  assert.match(await refusalOf(second), /signalbox\.db.*in use by another server.*stop it, or choose another file/s);
  assert.ok(first.isRunning);
  assert.ok((await fetch(`http://127.0.0.1:${place.port}/api/health`)).ok);
});

test('a port that is taken: refused, naming the port and how to choose another', async () => {
  using home = new Home();
  using other = new Home();
  const place = await placeIn(home);
  await using _first = await startServer(place);
  const refusal = await refusalOf({ ...(await placeIn(other)), port: place.port });
  assert.match(refusal, new RegExp(`${place.port}.*taken.*--port.*SIGNALBOX_PORT`, 's'));
});

// Root may write whatever the mode of a file says; only root can mount a disk that nobody may write.
if (process.getuid?.() !== 0) {
  test('a folder that may not be written: refused, with what to check', async () => {
    using home = new Home();
    const place = await placeIn(home);
    await madeDatabase(place);
    chmodSync(home.path, 0o500);
    try {
      assert.match(await refusalOf(place), /signalbox\.db.*check/s);
    } finally {
      chmodSync(home.path, 0o700);
    }
  });
}

if (mayMount()) {
  for (const [name, isMade] of [
    ['with a database', true],
    ['without one', false],
  ] as const) {
    test(`a disk that is mounted read-only, ${name}: refused, with what to check`, async () => {
      using home = new Home();
      using disk = mountSmallDisk(home);
      const place = await placeIn(home, disk.path);
      if (isMade) await madeDatabase(place);
      disk.makeReadOnly();
      const refusal = await refusalOf(place);
      assert.match(refusal, /signalbox\.db.*check/s);
      assert.doesNotMatch(refusal, /in use/);
      assert.equal(existsSync(place.database), isMade);
    });
  }
}
