// engine: notices workers, queues and deployments from which nothing has been heard for too long.
import type { Timestamp } from '@signalbox/contract';
import { addSeconds } from '@signalbox/core';
import { findWorkPoolById, listOnlineWorkers, updateWorkPool } from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';
import { workPoolStatusEvent } from '../work-pools/pool-status-event.ts';
import type { Service } from './service.ts';

/** Heartbeats that may be missed before a worker counts as offline. */
const HEARTBEATS_MISSED = 3;
/** Seconds after the last poll at which a queue or deployment is no longer ready. */
const READY_AFTER_POLL_SECONDS = 60;

type OnlineWorker = Awaited<ReturnType<typeof listOnlineWorkers>>[number];

const expiryOf = (engine: Engine, { last_heartbeat_time, heartbeat_interval_seconds }: OnlineWorker): Timestamp =>
  addSeconds(
    last_heartbeat_time,
    heartbeat_interval_seconds === null
      ? engine.settings.worker_offline_after_seconds
      : heartbeat_interval_seconds * HEARTBEATS_MISSED,
  );

async function earliestPoll(engine: Engine, table: 'work_queues' | 'deployments'): Promise<Timestamp | null> {
  const row = await engine.store.read
    .selectFrom(table)
    .select('last_polled')
    .where('status', '=', 'READY')
    .where('last_polled', 'is not', null)
    .orderBy('last_polled')
    .limit(1)
    .executeTakeFirst();
  return row?.last_polled ? addSeconds(row.last_polled, READY_AFTER_POLL_SECONDS) : null;
}

export const foreman: Service = {
  name: 'foreman',
  nextDue: async (engine) => {
    const workers = await listOnlineWorkers(engine.store.read);
    const polls = [await earliestPoll(engine, 'work_queues'), await earliestPoll(engine, 'deployments')];
    const times = [...workers.map((worker) => expiryOf(engine, worker)), ...polls.filter((time) => time !== null)];
    return times.sort()[0] ?? null;
  },
  run: (engine) =>
    engine.write(async (unit) => {
      const { transaction, now } = unit;
      const lost = (await listOnlineWorkers(transaction)).filter((worker) => expiryOf(engine, worker) <= now);
      for (const { id } of lost)
        await transaction
          .updateTable('workers')
          .set({ status: 'OFFLINE', updated: now })
          .where('id', '=', id)
          .execute();
      for (const id of new Set(lost.map(({ work_pool_id }) => work_pool_id))) await settlePool(unit, id);
      const silentSince = addSeconds(now, -READY_AFTER_POLL_SECONDS);
      for (const table of ['work_queues', 'deployments'] as const) {
        await transaction
          .updateTable(table)
          .set({ status: 'NOT_READY' })
          .where('status', '=', 'READY')
          .where('last_polled', '<=', silentSince)
          .execute();
      }
    }),
};

async function settlePool(unit: Unit, id: OnlineWorker['work_pool_id']): Promise<void> {
  const pool = await findWorkPoolById(unit.transaction, id);
  const still = (await listOnlineWorkers(unit.transaction)).some(({ work_pool_id }) => work_pool_id === id);
  if (!pool || still || pool.status !== 'READY') return;
  await updateWorkPool(unit.transaction, id, { status: 'NOT_READY', updated: unit.now });
  unit.emit(workPoolStatusEvent(pool, 'NOT_READY', unit.now));
}
