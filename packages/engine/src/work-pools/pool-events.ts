// engine: the events of a work pool's life, named and related as a Prefect server emits them.
import type { Event, Resource, Timestamp, WorkPoolResponse, WorkPoolStatus } from '@signalbox/contract';
import { findLastEventId } from '@signalbox/store';
import type { Unit } from '../engine.ts';
import { type Changes, resourceEvent } from '../events/resource-event.ts';

type Pool = Pick<WorkPoolResponse, 'id' | 'name' | 'type' | 'default_queue_id'>;

/** How events name a pool, be it as what they tell of or as related. */
export const poolResource = ({ id, name, type }: Pick<Pool, 'id' | 'name' | 'type'>): Resource => ({
  'prefect.resource.id': `prefect.work-pool.${id}`,
  'prefect.resource.name': name,
  'prefect.work-pool.type': type,
});

const ROLE = { 'prefect.resource.role': 'work-pool' };

export const relatedPool = (pool: Pick<Pool, 'id' | 'name' | 'type'>): Resource => ({ ...poolResource(pool), ...ROLE });

export function poolEvent(what: 'created' | 'deleted', pool: Pool, now: Timestamp): Event {
  return resourceEvent(now, {
    event: `prefect.work-pool.${what}`,
    resource: relatedPool(pool),
    related: [
      {
        'prefect.resource.id': `prefect.work-queue.${pool.default_queue_id}`,
        'prefect.resource.role': 'default-queue',
      },
    ],
  });
}

export const poolUpdatedEvent = (pool: Pool, changes: Changes, now: Timestamp): Event =>
  resourceEvent(now, { event: 'prefect.work-pool.updated', resource: relatedPool(pool), payload: changes });

const EVENT_OF_STATUS = {
  READY: 'prefect.work-pool.ready',
  NOT_READY: 'prefect.work-pool.not-ready',
  PAUSED: 'prefect.work-pool.paused',
} as const satisfies { [Status in WorkPoolStatus]: string };

/** Follows the last such event of the pool. */
export async function poolStatusEvent(unit: Unit, pool: Pool, status: WorkPoolStatus): Promise<Event> {
  const resource = poolResource(pool);
  const last = { resource_id: `prefect.work-pool.${pool.id}`, events: Object.values(EVENT_OF_STATUS) };
  const follows = await findLastEventId(unit.transaction, last);
  return resourceEvent(unit.now, { event: EVENT_OF_STATUS[status], resource, follows });
}
