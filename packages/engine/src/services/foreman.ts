// engine: notices workers, queues and deployments from which nothing has been heard for too long.
import type { Timestamp } from '@signalbox/contract';
import { addSeconds } from '@signalbox/core';
import {
  earliestPoll,
  endReadiness,
  findWorkPoolById,
  hasOnlineWorker,
  listOnlineWorkers,
  markWorkersOffline,
} from '@signalbox/store';
import { emitDeploymentEvent } from '../deployments/deployment-event.ts';
import type { Engine, Unit } from '../engine.ts';
import { READY_AFTER_POLL_SECONDS } from '../work-pools/polls.ts';
import { setPoolStatus } from '../work-pools/work-pools.ts';
import { emitQueueEvent } from '../work-queues/queue-events.ts';
import type { Service } from './service.ts';

/** Heartbeats that may be missed before a worker counts as offline. */
const HEARTBEATS_MISSED = 3;

type OnlineWorker = Awaited<ReturnType<typeof listOnlineWorkers>>[number];

const expiryOf = (engine: Engine, { last_heartbeat_time, heartbeat_interval_seconds }: OnlineWorker): Timestamp =>
  addSeconds(
    last_heartbeat_time,
    heartbeat_interval_seconds === null
      ? engine.settings.worker_offline_after_seconds
      : heartbeat_interval_seconds * HEARTBEATS_MISSED,
  );

export const foreman: Service = {
  name: 'foreman',
  nextDue: async (engine) => {
    const workers = await listOnlineWorkers(engine.store.read);
    const poll = await earliestPoll(engine.store.read);
    const times = workers.map((worker) => expiryOf(engine, worker));
    if (poll !== null) times.push(addSeconds(poll, READY_AFTER_POLL_SECONDS));
    return times.sort()[0] ?? null;
  },
  run: (engine) =>
    engine.write(async (unit) => {
      const { transaction, now } = unit;
      const lost = (await listOnlineWorkers(transaction)).filter((worker) => expiryOf(engine, worker) <= now);
      await markWorkersOffline(
        transaction,
        lost.map(({ id }) => id),
        now,
      );
      for (const id of new Set(lost.map(({ work_pool_id }) => work_pool_id))) await settlePool(unit, id);
      const silent = await endReadiness(transaction, addSeconds(now, -READY_AFTER_POLL_SECONDS));
      for (const id of silent.work_queue_ids) await emitQueueEvent(unit, 'not-ready', id);
      for (const id of silent.deployment_ids) await emitDeploymentEvent(unit, 'not-ready', id);
    }),
};

/** A pool that no worker is left for is not ready. */
async function settlePool(unit: Unit, id: OnlineWorker['work_pool_id']): Promise<void> {
  const pool = await findWorkPoolById(unit.transaction, id);
  if (pool?.status !== 'READY' || (await hasOnlineWorker(unit.transaction, id))) return;
  await setPoolStatus(unit, pool, 'NOT_READY');
}
