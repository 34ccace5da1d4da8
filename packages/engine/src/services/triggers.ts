// engine: counts what happens for automations, and what does not.
import { hasUnreadEvents, nextBucketEnd } from '@signalbox/store';
import { TRIGGERS } from '../automations/automations.ts';
import { watchEvents } from '../automations/watch-events.ts';
import type { Service } from './service.ts';

export const triggers: Service = {
  name: 'triggers',
  nextDue: async ({ store, clock }) => {
    const hasUnread = await hasUnreadEvents(store.read, TRIGGERS);
    if (hasUnread === null) return null;
    return hasUnread ? clock() : nextBucketEnd(store.read);
  },
  run: watchEvents,
};
