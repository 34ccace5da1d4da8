import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { FlowRunId, LogId, type Timestamp } from '@signalbox/contract';
import { openStore } from '../open-store.ts';
import { listLogs, readLogsOfFlowRun } from './read.ts';
import { insertLogs } from './write.ts';

const time = '2026-01-01T00:00:00.000000Z' as Timestamp;
const flow_run_id = FlowRunId.parse(randomUUID());

const batchOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: LogId.parse(`01a206ed-89e4-73c5-800b-${String(index).padStart(12, '0')}`),
    name: 'n',
    level: 20,
    message: String(index),
    timestamp: time,
    flow_run_id,
    task_run_id: null,
  }));

test('a batch of any size is stored whole, and read in pages in its order', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-logs-'));
  const store = await openStore({ path: join(folder, 'signalbox.db') });
  context.after(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  for (const count of [0, 1, 9, 10, 123, 1_011]) {
    await store.write(async (transaction) => {
      await transaction.deleteFrom('logs').execute();
      await insertLogs(transaction, batchOf(count), time);
    });
    const messages: string[] = [];
    for await (const page of readLogsOfFlowRun(store.read, flow_run_id, 100))
      messages.push(...page.map(({ message }) => message));
    assert.deepEqual(
      messages,
      batchOf(count).map(({ message }) => message),
    );
  }
  const [first] = await listLogs(store.read, { filter: null, sort: 'TIMESTAMP_ASC', limit: 1, offset: 0 });
  assert.deepEqual(first, { ...batchOf(1)[0], created: time, updated: time });
});
