// store: the promises of the write queue.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { FlowId } from '@signalbox/contract';
import { v7 } from 'uuid';
import { countFlows, findFlowByName } from '../../flows/read.ts';
import { insertFlow } from '../../flows/write.ts';
import type { Store } from '../../store.ts';
import { openSqliteStore } from './open-sqlite-store.ts';

interface OpenedStore extends AsyncDisposable {
  readonly store: Store;
  readonly path: string;
}

async function temporaryStore(): Promise<OpenedStore> {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-store-'));
  const path = join(folder, 'signalbox.db');
  const store = await openSqliteStore(path);
  return {
    store,
    path,
    [Symbol.asyncDispose]: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const TIME = '2026-01-01T00:00:00.000000Z';
const flow = (name: string) =>
  ({ id: FlowId.parse(v7()), created: TIME, updated: TIME, name, tags: [], labels: {} }) as unknown as Parameters<
    typeof insertFlow
  >[1];

test('writes that arrive together are all answered, each with its own value', async () => {
  await using opened = await temporaryStore();
  const { store } = opened;
  const answers = await Promise.all(
    Array.from({ length: 250 }, (_, index) =>
      store.write(async (transaction) => insertFlow(transaction, flow(`flow ${index}`)).then(() => index)),
    ),
  );
  assert.deepEqual(
    answers,
    Array.from({ length: 250 }, (_, index) => index),
  );
  assert.equal(await countFlows(store.read, []), 250);
});

test('a unit that fails undoes only what it wrote itself', async () => {
  await using opened = await temporaryStore();
  const { store } = opened;
  const failing = store.write(async (transaction) => {
    await insertFlow(transaction, flow('undone'));
    throw new Error('no');
  });
  const [first, second, third] = await Promise.allSettled([
    store.write((transaction) => insertFlow(transaction, flow('kept'))),
    failing,
    store.write((transaction) => insertFlow(transaction, flow('kept too'))),
  ]);
  assert.deepEqual([first?.status, second?.status, third?.status], ['fulfilled', 'rejected', 'fulfilled']);
  assert.equal(await findFlowByName(store.read, 'undone'), null);
  assert.equal(await countFlows(store.read, []), 2);
});

test('a unit sees what the units before it wrote', async () => {
  await using opened = await temporaryStore();
  const { store } = opened;
  const [, seen] = await Promise.all([
    store.write((transaction) => insertFlow(transaction, flow('first'))),
    store.write((transaction) => findFlowByName(transaction, 'first')),
  ]);
  assert.equal(seen?.name, 'first');
});

test('a constraint that is hurt is told as one', async () => {
  await using opened = await temporaryStore();
  const { store } = opened;
  await store.write((transaction) => insertFlow(transaction, flow('same')));
  await assert.rejects(
    store.write((transaction) => insertFlow(transaction, flow('same'))),
    { name: 'StorageError', kind: 'constraint' },
  );
});

test('closing waits for queued writes and takes no more', async () => {
  await using opened = await temporaryStore();
  const { store, path } = opened;
  const queued = Promise.all(
    Array.from({ length: 150 }, (_, index) =>
      store.write((transaction) => insertFlow(transaction, flow(`flow ${index}`))),
    ),
  );
  await store.close();
  await queued;
  await assert.rejects(
    store.write(async () => 1),
    /closed/,
  );
  const again = await openSqliteStore(path);
  assert.equal(await countFlows(again.read, []), 150);
  await again.close();
});

test('a second server on the same file is refused', async () => {
  await using opened = await temporaryStore();
  await assert.rejects(openSqliteStore(opened.path), { name: 'StorageError', kind: 'in_use' });
});
