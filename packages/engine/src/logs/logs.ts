// engine: logs arrive in batches, are stored together and told to whoever follows.
import type { LogCreate, LogId } from '@signalbox/contract';
import { newId } from '@signalbox/core';
import { insertLogs } from '@signalbox/store';
import type { Engine } from '../engine.ts';

/** Stores a batch in one unit; it is on disk when this resolves. */
export async function createLogs(engine: Engine, batch: readonly LogCreate[]): Promise<void> {
  if (batch.length === 0) return;
  await engine.write(async (unit) => {
    const logs = batch.map((log) => ({ id: newId<LogId>(), created: unit.now, updated: unit.now, ...log }));
    await insertLogs(unit.transaction, logs);
    unit.afterCommit(() => engine.logs.publish(logs));
  });
}
