// engine: ends runs that were to be cancelled and whose worker never said so.
import { StateDetails } from '@signalbox/contract';
import { addSeconds } from '@signalbox/core';
import { firstCancellingSince, listRunsCancellingSince } from '@signalbox/store';
import { transitionFlowRun } from '../flow-runs/transition.ts';
import type { Service } from './service.ts';

/** Runs ended in one commit. */
const RUNS_PER_COMMIT = 50;

export const cancellationCleanup: Service = {
  name: 'cancellation-cleanup',
  nextDue: async ({ store, settings }) => {
    const since = await firstCancellingSince(store.read);
    return since && addSeconds(since, settings.cancelling_timeout_seconds);
  },
  run: async (engine) => {
    const seconds = engine.settings.cancelling_timeout_seconds;
    const ids = await listRunsCancellingSince(engine.store.read, addSeconds(engine.clock(), -seconds), RUNS_PER_COMMIT);
    const message = `No worker confirmed within ${seconds} s that the process has ended; it may still be running.`;
    await engine.write(async (unit) => {
      for (const id of ids) {
        await transitionFlowRun(unit, id, {
          type: 'CANCELLED',
          name: null,
          message,
          data: null,
          state_details: StateDetails.parse({}),
        });
      }
    });
  },
};
