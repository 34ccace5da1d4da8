// engine: marks runs Late that should have started and did not.

import { StateDetails } from '@signalbox/contract';
import { addSeconds, LATE_FLOW_RUN_POLICY } from '@signalbox/core';
import { findFlowRunForTransition, listOverdueRuns, nextScheduledStart } from '@signalbox/store';
import { applyTransition } from '../flow-runs/transition.ts';
import type { Service } from './service.ts';

/** Runs marked in one commit. */
const RUNS_PER_COMMIT = 50;

export const lateRuns: Service = {
  name: 'late-runs',
  nextDue: async ({ store, settings }) => {
    const start = await nextScheduledStart(store.read);
    return start && addSeconds(start, settings.late_after_seconds);
  },
  run: async (engine) => {
    const before = addSeconds(engine.clock(), -engine.settings.late_after_seconds);
    const ids = await listOverdueRuns(engine.store.read, before, RUNS_PER_COMMIT);
    await engine.write(async (unit) => {
      for (const id of ids) {
        const found = await findFlowRunForTransition(unit.transaction, id);
        if (!found?.state) continue;
        const state_details = { ...StateDetails.parse({}), scheduled_time: found.run.next_scheduled_start_time };
        const late = { type: 'SCHEDULED', name: 'Late', message: null, data: null, state_details } as const;
        await applyTransition(unit, found.run, found.state, late, { policy: LATE_FLOW_RUN_POLICY });
      }
    });
  },
};
