// engine: does what automations have set going.
import { listDueActions, nextDueAction } from '@signalbox/store';
import { performAction } from '../automations/perform-action.ts';
import type { Service } from './service.ts';

/** Actions at a time: one that waits for an answer must not keep the others waiting. */
const AT_A_TIME = 20;

export const actions: Service = {
  name: 'actions',
  nextDue: ({ store }) => nextDueAction(store.read),
  run: async (engine) => {
    const due = await listDueActions(engine.store.read, engine.clock(), AT_A_TIME);
    const ends = await Promise.allSettled(due.map((action) => performAction(engine, action)));
    const failures = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} actions of automations could not be done`);
  },
};
