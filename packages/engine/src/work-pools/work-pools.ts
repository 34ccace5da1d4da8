// engine: work pools: where deployments' runs wait for workers.
import {
  ApiError,
  notFound,
  type WorkPoolCreate,
  type WorkPoolId,
  type WorkPoolResponse,
  type WorkPoolStatus,
  WorkPoolStorageConfiguration,
  type WorkPoolUpdate,
  type WorkQueueId,
} from '@signalbox/contract';
import { baseJobTemplateFor, isKnownWorkPoolType, isPushType, newId } from '@signalbox/core';
import {
  deleteWorkPool as deleteRow,
  findWorkPool,
  hasOnlineWorker,
  insertWorkPool,
  insertWorkQueue,
  listWorkQueuesOfPool,
  updateWorkPool as updateRow,
} from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';
import { changesOf } from '../events/resource-event.ts';
import { queueEvent } from '../work-queues/queue-events.ts';
import { checkJobTemplate } from './check-job-template.ts';
import { poolEvent, poolStatusEvent, poolUpdatedEvent } from './pool-events.ts';

/** Every pool has a queue of this name, which takes what names no other. */
const DEFAULT_QUEUE = 'default';

/** Names that begin so are kept for the server's own pools. */
const RESERVED = /^prefect/i;

/** The type of pools whose queues are asked by agents: nobody sends heartbeats for them, so they have no status. */
export const AGENT_POOL_TYPE = 'prefect-agent';

/** @throws ApiError `forbidden` for a reserved name, `conflict` when the name is taken, `invalid_request` for the template */
export function createWorkPool(engine: Engine, body: WorkPoolCreate): Promise<WorkPoolResponse> {
  if (RESERVED.test(body.name))
    throw new ApiError(
      'forbidden',
      'Names of work pools that begin with "Prefect" are reserved for the server itself.',
    );
  checkJobTemplate(body.base_job_template);
  return engine.write(async (unit) => {
    if (await findWorkPool(unit.transaction, body.name))
      throw new ApiError('conflict', 'A work pool with this name already exists.');
    return insertPool(unit, body);
  });
}

/** Makes a pool with its default queue within a unit of work. */
export async function insertPool(unit: Unit, body: WorkPoolCreate): Promise<WorkPoolResponse> {
  const id = newId<WorkPoolId>();
  const queue = { ...newQueue(DEFAULT_QUEUE, "The work pool's default queue."), id: newId<WorkQueueId>() };
  const times = { created: unit.now, updated: unit.now };
  await insertWorkPool(unit.transaction, {
    ...body,
    base_job_template: templateOf(body),
    ...times,
    id,
    default_queue_id: queue.id,
    status: body.type === AGENT_POOL_TYPE ? null : 'NOT_READY',
  });
  await insertWorkQueue(unit.transaction, { ...queue, ...times, work_pool_id: id, priority: 1 });
  const pool = await existing(unit, body.name);
  wakePush(unit, pool);
  unit.emit(queueEvent('created', { queue, pool }, unit.now));
  unit.emit(poolEvent('created', pool, unit.now));
  unit.emit(await poolStatusEvent(unit, pool, pool.status ?? 'NOT_READY'));
  return pool;
}

/** Workers bring the template of their pool when it has none; push pools have none that could. */
function templateOf({ type, base_job_template }: WorkPoolCreate): WorkPoolCreate['base_job_template'] {
  const isMissing = Object.keys(base_job_template).length === 0 && isPushType(type) && isKnownWorkPoolType(type);
  return isMissing ? { ...baseJobTemplateFor(type) } : base_job_template;
}

/** Whoever submits the runs of push pools looks which there are. */
function wakePush(unit: Unit, { type }: Pick<WorkPoolResponse, 'type'>): void {
  if (isPushType(type)) unit.afterCommit(() => unit.wakeUps.wake('service:push'));
}

/** The columns of a queue that nothing else is said about. */
export const newQueue = (name: string, description: string) =>
  ({
    name,
    description,
    is_paused: false,
    concurrency_limit: null,
    filter: null,
    last_polled: null,
    status: 'NOT_READY',
  }) as const;

/** @throws ApiError `not_found` */
export async function existing(unit: Unit, name: string): Promise<WorkPoolResponse> {
  const pool = await findWorkPool(unit.transaction, name);
  if (!pool) throw unknownPool(name);
  return pool;
}

export const unknownPool = (name: string): ApiError => notFound(`Work pool "${name}"`);

/** @throws ApiError `not_found`, `invalid_request` for the template */
export function updateWorkPool(engine: Engine, name: string, patch: WorkPoolUpdate): Promise<void> {
  const { is_paused, base_job_template, storage_configuration, ...rest } = patch;
  if (base_job_template) checkJobTemplate(base_job_template);
  const columns = {
    ...rest,
    ...(base_job_template && { base_job_template }),
    ...(storage_configuration !== undefined && {
      storage_configuration: storage_configuration ?? WorkPoolStorageConfiguration.parse({}),
    }),
  };
  return engine.write(async (unit) => {
    const pool = await existing(unit, name);
    await updateRow(unit.transaction, pool.id, { ...columns, updated: unit.now });
    if (typeof is_paused === 'boolean') await setWorkPoolPausedIn(unit, pool, is_paused);
    const changes = changesOf(pool, columns);
    if (changes) unit.emit(poolUpdatedEvent(pool, changes, unit.now));
    unit.afterCommit(() => unit.wakeUps.wake(`runs:${pool.id}`));
  });
}

/** Stops or starts the pool within a unit of work; one that is as asked for stays so. */
export async function setWorkPoolPausedIn(unit: Unit, pool: WorkPoolResponse, is_paused: boolean): Promise<void> {
  if (is_paused === pool.is_paused) return;
  unit.afterCommit(() => unit.wakeUps.wake(`runs:${pool.id}`));
  await updateRow(unit.transaction, pool.id, { is_paused });
  if (is_paused) return unit.emit(await poolStatusEvent(unit, pool, 'PAUSED'));
  const status = (await hasOnlineWorker(unit.transaction, pool.id)) ? 'READY' : 'NOT_READY';
  await setPoolStatus(unit, pool, status);
}

/** Notes whether workers look after the pool, and tells of it unless the pool is paused and stays so. */
export async function setPoolStatus(
  unit: Unit,
  pool: WorkPoolResponse,
  status: Exclude<WorkPoolStatus, 'PAUSED'>,
): Promise<void> {
  if (pool.type !== AGENT_POOL_TYPE) await updateRow(unit.transaction, pool.id, { status });
  unit.emit(await poolStatusEvent(unit, pool, status));
}

/** Deletes the pool with its queues and workers. @throws ApiError `not_found`, `forbidden` for a reserved pool */
export function deleteWorkPool(engine: Engine, name: string): Promise<void> {
  return engine.write(async (unit) => {
    const pool = await existing(unit, name);
    if (RESERVED.test(name)) throw new ApiError('forbidden', 'A reserved work pool cannot be deleted.');
    const queues = await listWorkQueuesOfPool(unit.transaction, pool.id);
    await deleteRow(unit.transaction, pool.id);
    for (const queue of queues) unit.emit(queueEvent('deleted', { queue, pool }, unit.now));
    wakePush(unit, pool);
    unit.emit(poolEvent('deleted', pool, unit.now));
    unit.afterCommit(() => unit.wakeUps.wake(`runs:${pool.id}`));
  });
}
