// deploy: files go to a bucket and come back, and nothing gets out of its folder.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { BucketStore } from './bucket-store.ts';
import { pullFiles, pushFiles } from './transfer-files.ts';

interface MemoryStore extends BucketStore {
  readonly files: Map<string, string>;
  readonly travelled: string[];
}

/** `tellsHashes: false` is a cloud that does not say what a file holds. */
function memoryStore(tellsHashes = true): MemoryStore {
  const files = new Map<string, string>();
  const travelled: string[] = [];
  const hash = (text: string): string => createHash('md5').update(text).digest('hex');
  return {
    files,
    travelled,
    address: 'memory://bucket',
    list: async (prefix) =>
      new Map(
        [...files]
          .filter(([key]) => key.startsWith(prefix))
          .map(([key, text]) => [key, { md5: tellsHashes ? hash(text) : null }] as const),
      ),
    upload: async (key, file) => {
      travelled.push(`up ${key}`);
      files.set(key, await readFile(file, 'utf8'));
    },
    download: async (key, file) => {
      travelled.push(`down ${key}`);
      await writeFile(file, files.get(key)?.slice(0, 3) ?? '');
      if (key.endsWith('broken')) throw new Error('the line is cut');
      await writeFile(file, files.get(key) ?? '');
    },
  };
}

async function folder(context: TestContext, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'signalbox-transfer-'));
  context.after(() => rm(path, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), text);
  }
  return path;
}

const at = (directory: string) => ({ directory, env: {}, signal: undefined, say: () => {}, cache_directory: null });

test('only what differs travels', async (context) => {
  const store = memoryStore();
  const here = await folder(context, { 'a.txt': '1', 'b/c.txt': '2', 'd/.git/x': '3' });
  assert.deepEqual(await pushFiles('push', store, '/code/', null, at(here)), { uploaded: 2, unchanged: 0 });
  assert.deepEqual([...store.files.keys()].sort(), ['code/a.txt', 'code/b/c.txt']);
  await writeFile(join(here, 'a.txt'), 'other');
  assert.deepEqual(await pushFiles('push', store, 'code', null, at(here)), { uploaded: 1, unchanged: 1 });
  store.travelled.length = 0;
  await pullFiles('pull', store, 'code', at(here));
  assert.deepEqual(store.travelled, []);
  const there = await folder(context, { 'a.txt': 'other' });
  await pullFiles('pull', store, 'code', at(there));
  assert.deepEqual(store.travelled, ['down code/b/c.txt']);
  assert.equal(await readFile(join(there, 'b/c.txt'), 'utf8'), '2');
});

test('where a cloud tells no hashes everything travels', async (context) => {
  const store = memoryStore(false);
  const here = await folder(context, { 'a.txt': '1' });
  for (const _ of [1, 2]) await pushFiles('push', store, '', null, at(here));
  assert.deepEqual(store.travelled, ['up a.txt', 'up a.txt']);
});

test('a key that leads out of the folder is refused, and nothing is written there', async (context) => {
  const store = memoryStore();
  const root = await folder(context);
  const inside = join(root, 'inside');
  await mkdir(inside);
  store.files.set('code/../../evil', 'evil');
  await assert.rejects(pullFiles('pull', store, 'code', at(inside)), /leads out of the directory/);
  assert.deepEqual(await readdir(root, { recursive: true }), ['inside']);
});

test('a download that is cut leaves no half of a file', async (context) => {
  const store = memoryStore();
  const here = await folder(context, { broken: 'as it was' });
  store.files.set('broken', 'as it shall be');
  await assert.rejects(pullFiles('pull', store, '', at(here)), /the line is cut/);
  assert.deepEqual(await readdir(here), ['broken']);
  assert.equal(await readFile(join(here, 'broken'), 'utf8'), 'as it was');
});
