// engine: logs arrive in batches, are stored together and told to whoever follows.
import type { LogCreate, LogId } from '@signalbox/contract';
import { newId } from '@signalbox/core';
import { insertLogs } from '@signalbox/store';
import type { Engine } from '../engine.ts';

/** Where the last twelve digits of an id begin. */
const LAST_DIGITS = 24;

/** Ids in the order of the batch, counted up from one new id: to make each anew takes as long as to store it. */
function idsOf(count: number): LogId[] {
  const first = newId<LogId>();
  const prefix = first.slice(0, LAST_DIGITS);
  // Half of the range is left to count in, so that the last digits never run over.
  const start = Math.floor(Number.parseInt(first.slice(LAST_DIGITS), 16) / 2);
  return Array.from({ length: count }, (_, index) => {
    return `${prefix}${(start + index).toString(16).padStart(12, '0')}` as LogId;
  });
}

/** Stores a batch in one unit; it is on disk when this resolves. */
export async function createLogs(engine: Engine, batch: readonly LogCreate[]): Promise<void> {
  if (batch.length === 0) return;
  const ids = idsOf(batch.length);
  const logs = batch.map((log, index) => ({ ...log, id: ids[index] ?? newId<LogId>() }));
  await engine.write(async ({ transaction, now, afterCommit }) => {
    await insertLogs(transaction, logs, now);
    afterCommit(() => {
      engine.replicas.tellLogs(logs);
      if (engine.logs.hasSubscribers) engine.logs.publish(logs.map((log) => ({ ...log, created: now, updated: now })));
    });
  });
}
