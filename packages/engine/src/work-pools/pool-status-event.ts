// engine: the event of a work pool or queue that became ready, or stopped to be.
import type { Event, EventId, Timestamp, WorkPoolResponse } from '@signalbox/contract';
import { newId } from '@signalbox/core';

const WORDS = { READY: 'ready', NOT_READY: 'not-ready', PAUSED: 'paused' } as const;

export const workPoolStatusEvent = (pool: WorkPoolResponse, status: keyof typeof WORDS, now: Timestamp): Event => ({
  id: newId<EventId>(),
  occurred: now,
  event: `prefect.work-pool.${WORDS[status]}`,
  resource: {
    'prefect.resource.id': `prefect.work-pool.${pool.id}`,
    'prefect.resource.name': pool.name,
    'prefect.work-pool.type': pool.type,
  },
  related: [],
  payload: {},
  follows: null,
});
