// engine: counts what happens for automations, and what does not.
import { addSeconds } from '@signalbox/core';
import { hasUnreadEvents, nextBucketEnd } from '@signalbox/store';
import { TRIGGERS } from '../automations/automations.ts';
import { graceSeconds, watchEvents } from '../automations/watch-events.ts';
import type { Service } from './service.ts';

export const triggers: Service = {
  name: 'triggers',
  nextDue: async (engine) => {
    const { store, clock } = engine;
    const hasUnread = await hasUnreadEvents(store.read, TRIGGERS);
    if (hasUnread === null) return null;
    if (hasUnread) return clock();
    const end = await nextBucketEnd(store.read);
    return end && addSeconds(end, graceSeconds(engine));
  },
  run: watchEvents,
};
