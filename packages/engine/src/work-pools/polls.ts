// engine: that somebody asked for the runs of a queue or a deployment, noted now and then.
import type { DeploymentId, Timestamp, WorkQueueId } from '@signalbox/contract';
import { secondsBetween } from '@signalbox/core';
import { listUnreadyDeployments, listUnreadyQueues, noteDeploymentsPolled, noteQueuesPolled } from '@signalbox/store';
import { emitDeploymentEvent } from '../deployments/deployment-event.ts';
import type { Engine, Unit } from '../engine.ts';
import { emitQueueEvent } from '../work-queues/queue-events.ts';

/** Seconds after its last poll at which a queue or deployment is no longer ready. */
export const READY_AFTER_POLL_SECONDS = 60;

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

/** The queues have been asked for: they and their deployments are ready. */
export async function notePoll(engine: Engine, queue_ids: readonly WorkQueueId[]): Promise<void> {
  const fresh = queue_ids.filter((id) => isNew(engine, id));
  if (fresh.length === 0) return;
  await engine.write(async (unit) => {
    const { transaction, now } = unit;
    const queues = await listUnreadyQueues(transaction, fresh);
    const deployments = await listUnreadyDeployments(transaction, { work_queue_ids: fresh });
    await noteQueuesPolled(transaction, fresh, now);
    await noteDeploymentsPolled(transaction, { work_queue_ids: fresh }, now);
    for (const id of queues) await emitQueueEvent(unit, 'ready', id);
    await deploymentsAreReady(unit, deployments);
    if (queues.length > 0) unit.afterCommit(() => unit.wakeUps.wake('service:foreman'));
  });
}

/** The deployments have been asked for by the process that serves them. */
export async function noteDeploymentPoll(engine: Engine, deployment_ids: readonly DeploymentId[]): Promise<void> {
  const fresh = deployment_ids.filter((id) => isNew(engine, id));
  if (fresh.length === 0) return;
  await engine.write(async (unit) => {
    const deployments = await listUnreadyDeployments(unit.transaction, { deployment_ids: fresh });
    await noteDeploymentsPolled(unit.transaction, { deployment_ids: fresh }, unit.now);
    await deploymentsAreReady(unit, deployments);
  });
}

async function deploymentsAreReady(unit: Unit, ids: readonly DeploymentId[]): Promise<void> {
  for (const id of ids) await emitDeploymentEvent(unit, 'ready', id);
  if (ids.length > 0) unit.afterCommit(() => unit.wakeUps.wake('service:foreman'));
}
