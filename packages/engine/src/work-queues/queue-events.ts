// engine: the events of a work queue's life, named and related as a Prefect server emits them.
import type { Event, Timestamp, WorkPoolResponse, WorkQueueId } from '@signalbox/contract';
import { findPlaceOfQueue } from '@signalbox/store';
import type { Unit } from '../engine.ts';
import { type Changes, resourceEvent } from '../events/resource-event.ts';
import { relatedPool } from '../work-pools/pool-events.ts';

type What = 'created' | 'updated' | 'deleted' | 'paused' | 'ready' | 'not-ready';

interface Told {
  readonly queue: { readonly id: WorkQueueId; readonly name: string };
  readonly pool: Pick<WorkPoolResponse, 'id' | 'name' | 'type'>;
  /** What an `updated` event tells. */
  readonly changes?: Changes;
}

export const queueEvent = (what: What, { queue, pool, changes }: Told, now: Timestamp): Event =>
  resourceEvent(now, {
    event: `prefect.work-queue.${what}`,
    resource: {
      'prefect.resource.id': `prefect.work-queue.${queue.id}`,
      'prefect.resource.name': queue.name,
      'prefect.resource.role': 'work-queue',
    },
    related: [relatedPool(pool)],
    ...(changes && { payload: changes }),
  });

/** Tells of a queue of which only the id is at hand. */
export async function emitQueueEvent(unit: Unit, what: What, id: WorkQueueId): Promise<void> {
  const place = await findPlaceOfQueue(unit.transaction, id);
  if (!place) return;
  const pool = { id: place.pool_id, name: place.pool_name, type: place.pool_type };
  unit.emit(queueEvent(what, { queue: { id, name: place.queue_name }, pool }, unit.now));
}
