// engine: work queues: the lines of priority within a work pool.
import {
  ApiError,
  notFound,
  WorkPoolCreate,
  type WorkPoolResponse,
  WorkQueueCreate,
  type WorkQueueId,
  type WorkQueueResponse,
  type WorkQueueUpdate,
} from '@signalbox/contract';
import { newId, secondsBetween } from '@signalbox/core';
import {
  deleteWorkQueue as deleteRow,
  findWorkPool,
  findWorkQueue,
  findWorkQueueById,
  insertWorkQueue,
  listPriorities,
  updateWorkQueue as updateRow,
} from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';
import { changesOf } from '../events/resource-event.ts';
import { READY_AFTER_POLL_SECONDS } from '../work-pools/polls.ts';
import { AGENT_POOL_TYPE, existing, insertPool, newQueue } from '../work-pools/work-pools.ts';
import { firstFreePriority, steppingBack } from './priorities.ts';
import { emitQueueEvent, queueEvent } from './queue-events.ts';

/** @throws ApiError `not_found` for an unknown pool, `conflict` when the name is taken there */
export function createWorkQueue(engine: Engine, pool_name: string, body: WorkQueueCreate): Promise<WorkQueueResponse> {
  return engine.write(async (unit) => insertNew(unit, await existing(unit, pool_name), body));
}

async function insertNew(unit: Unit, pool: WorkPoolResponse, body: WorkQueueCreate): Promise<WorkQueueResponse> {
  if (await findWorkQueue(unit.transaction, pool.id, body.name))
    throw new ApiError('conflict', `A work queue with this name already exists in work pool "${pool.name}".`);
  return insert(unit, pool, body);
}

async function insert(unit: Unit, pool: WorkPoolResponse, body: WorkQueueCreate): Promise<WorkQueueResponse> {
  const id = newId<WorkQueueId>();
  const others = await listPriorities(unit.transaction, pool.id);
  const priority = body.priority ?? firstFreePriority(others);
  await stepBack(unit, others, null, priority);
  const { name, description, ...rest } = body;
  await insertWorkQueue(unit.transaction, {
    ...newQueue(name, description ?? ''),
    ...rest,
    priority,
    id,
    work_pool_id: pool.id,
    created: unit.now,
    updated: unit.now,
  });
  const queue = await queueOf(unit, id);
  unit.emit(queueEvent('created', { queue, pool }, unit.now));
  return queue;
}

async function stepBack(
  unit: Unit,
  queues: Awaited<ReturnType<typeof listPriorities>>,
  id: WorkQueueId | null,
  priority: number,
): Promise<void> {
  for (const moved of steppingBack(queues, id, priority))
    await updateRow(unit.transaction, moved.id, { priority: moved.priority, updated: unit.now });
}

/** The queue of a name in a pool, made when it is missing. */
export async function queueOfName(unit: Unit, pool: WorkPoolResponse, name: string): Promise<WorkQueueResponse> {
  const found = await findWorkQueue(unit.transaction, pool.id, name);
  return found ?? insert(unit, pool, WorkQueueCreate.parse({ name }));
}

/** @throws ApiError `not_found` */
export async function queueOf(unit: Unit, id: WorkQueueId): Promise<WorkQueueResponse> {
  const queue = await findWorkQueueById(unit.transaction, id);
  if (!queue) throw notFound('Work queue');
  return queue;
}

/**
 * Changes the members that the patch has; one that is missing stays as it is.
 * @throws ApiError `not_found`, `conflict` when the new name is taken
 */
export function updateWorkQueue(
  engine: Engine,
  find: (unit: Unit) => Promise<WorkQueueResponse>,
  patch: Partial<WorkQueueUpdate>,
): Promise<void> {
  return engine.write(async (unit) => updateWorkQueueIn(unit, await find(unit), patch));
}

/** Stops or starts the queue within a unit of work. @throws ApiError `not_found` */
export async function setWorkQueuePausedIn(unit: Unit, id: WorkQueueId, is_paused: boolean): Promise<void> {
  await updateWorkQueueIn(unit, await queueOf(unit, id), { is_paused });
}

async function updateWorkQueueIn(unit: Unit, queue: WorkQueueResponse, patch: Partial<WorkQueueUpdate>): Promise<void> {
  const pool = await existing(unit, queue.work_pool_name ?? '');
  const { name, priority, description, is_paused, ...rest } = patch;
  if (name && name !== queue.name && (await findWorkQueue(unit.transaction, pool.id, name)))
    throw new ApiError('conflict', `Work pool "${pool.name}" has another queue named "${name}".`);
  if (priority && priority !== queue.priority)
    await stepBack(unit, await listPriorities(unit.transaction, pool.id), queue.id, priority);
  const columns = {
    ...(name && { name }),
    ...(description !== undefined && { description: description ?? '' }),
    ...rest,
    ...(priority && { priority }),
  };
  await updateRow(unit.transaction, queue.id, {
    ...columns,
    ...(is_paused !== undefined && { is_paused }),
    updated: unit.now,
  });
  const changes = changesOf(queue, columns);
  const renamed = { id: queue.id, name: name ?? queue.name };
  if (changes) unit.emit(queueEvent('updated', { queue: renamed, pool, changes }, unit.now));
  if (is_paused !== undefined && is_paused !== queue.is_paused) await tellPaused(unit, queue, is_paused);
  unit.afterCommit(() => unit.wakeUps.wake(`runs:${pool.id}`));
}

/** A queue that goes on is ready when it was asked for runs meanwhile. */
async function tellPaused(unit: Unit, { id, last_polled }: WorkQueueResponse, is_paused: boolean): Promise<void> {
  if (is_paused) return emitQueueEvent(unit, 'paused', id);
  const isPolled = last_polled !== null && secondsBetween(last_polled, unit.now) < READY_AFTER_POLL_SECONDS;
  await updateRow(unit.transaction, id, { status: isPolled ? 'READY' : 'NOT_READY' });
  await emitQueueEvent(unit, isPolled ? 'ready' : 'not-ready', id);
}

/** @throws ApiError `not_found`, `conflict` for the default queue of a pool, which lives as long as the pool */
export function deleteWorkQueue(engine: Engine, find: (unit: Unit) => Promise<WorkQueueResponse>): Promise<void> {
  return engine.write(async (unit) => {
    const queue = await find(unit);
    const pool = await existing(unit, queue.work_pool_name ?? '');
    if (pool.default_queue_id === queue.id)
      throw new ApiError(
        'conflict',
        `"${queue.name}" is the default queue of work pool "${pool.name}" and lives as long as the pool.`,
      );
    await deleteRow(unit.transaction, queue.id);
    unit.emit(queueEvent('deleted', { queue, pool }, unit.now));
    unit.afterCommit(() => unit.wakeUps.wake(`runs:${pool.id}`));
  });
}

/** The pool of queues that were made without one, as by old agents. */
const AGENT_POOL = 'default-agent-pool';

/** The pool of queues without a pool, made when it is first needed. */
export async function agentPool(unit: Unit): Promise<WorkPoolResponse> {
  const found = await findWorkPool(unit.transaction, AGENT_POOL);
  return found ?? insertPool(unit, WorkPoolCreate.parse({ name: AGENT_POOL, type: AGENT_POOL_TYPE }));
}

/** A queue outside of any named pool: old clients know no other. @throws ApiError `conflict` when the name is taken */
export function createAgentQueue(engine: Engine, body: WorkQueueCreate): Promise<WorkQueueResponse> {
  return engine.write(async (unit) => insertNew(unit, await agentPool(unit), body));
}
