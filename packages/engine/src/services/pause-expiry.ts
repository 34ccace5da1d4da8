// engine: a paused run that nobody resumed in time ends as Failed.
import { StateDetails } from '@signalbox/contract';
import { listPausedRuns } from '@signalbox/store';
import { transitionFlowRun } from '../flow-runs/transition.ts';
import type { Service } from './service.ts';

/** Runs ended in one commit. */
const RUNS_PER_COMMIT = 50;

export const pauseExpiry: Service = {
  name: 'pause-expiry',
  nextDue: async ({ store }) => (await listPausedRuns(store.read))[0]?.pause_timeout ?? null,
  run: (engine) =>
    engine.write(async (unit) => {
      // Looked at within the write: one that was resumed meanwhile is no longer among them.
      const expired = (await listPausedRuns(unit.transaction)).filter(({ pause_timeout }) => pause_timeout <= unit.now);
      for (const { id, pause_timeout } of expired.slice(0, RUNS_PER_COMMIT)) {
        await transitionFlowRun(unit, id, {
          type: 'FAILED',
          name: null,
          message: `The pause of the flow run ended at ${pause_timeout}, and it was not resumed before.`,
          data: null,
          state_details: StateDetails.parse({}),
        });
      }
    }),
};
