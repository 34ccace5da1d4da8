// engine: that somebody asked for the runs of a queue or a deployment, noted now and then.
import type { DeploymentId, Timestamp, WorkQueueId } from '@signalbox/contract';
import { secondsBetween } from '@signalbox/core';
import { updateWorkQueue } from '@signalbox/store';
import type { Engine } from '../engine.ts';

/** A poll within this time of the last noted one is not written: workers may ask many times a second. */
const NOTED_EVERY_SECONDS = 10;

const notedBy = new WeakMap<Engine, Map<string, Timestamp>>();

function isNew(engine: Engine, id: string): boolean {
  const noted = notedBy.get(engine) ?? new Map<string, Timestamp>();
  notedBy.set(engine, noted);
  const now = engine.clock();
  const last = noted.get(id);
  if (last !== undefined && Math.abs(secondsBetween(last, now)) < NOTED_EVERY_SECONDS) return false;
  noted.set(id, now);
  return true;
}

/** `notePoll` of one queue. */
export const noteQueuePoll = (engine: Engine, id: WorkQueueId): Promise<void> => notePoll(engine, [id]);

/** The queues have been asked for: they and their deployments are ready. */
export async function notePoll(engine: Engine, queue_ids: readonly WorkQueueId[]): Promise<void> {
  const fresh = queue_ids.filter((id) => isNew(engine, id));
  if (fresh.length === 0) return;
  await engine.write(async ({ transaction, now }) => {
    for (const id of fresh) await updateWorkQueue(transaction, id, { last_polled: now, status: 'READY' });
    await transaction.updateTable('deployments').set({ last_polled: now, status: 'READY' }).where('work_queue_id', 'in', fresh).execute();
  });
  engine.wakeUps.wake('service:foreman');
}

/** The deployments have been asked for by the process that serves them. */
export async function noteDeploymentPoll(engine: Engine, ids: readonly DeploymentId[]): Promise<void> {
  const fresh = ids.filter((id) => isNew(engine, id));
  if (fresh.length === 0) return;
  await engine.write(async ({ transaction, now }) => {
    await transaction.updateTable('deployments').set({ last_polled: now, status: 'READY' }).where('id', 'in', fresh).execute();
  });
  engine.wakeUps.wake('service:foreman');
}
