// engine: the services of a server.
import { expiredSlots } from '../concurrency-limits/release-expired-slots.ts';
import type { Engine } from '../engine.ts';
import { outlastAbsence, outlastGap } from '../leases/outlast-absence.ts';
import { actions } from './actions.ts';
import { cancellationCleanup } from './cancellation-cleanup.ts';
import { expiredLeases } from './expired-leases.ts';
import { foreman } from './foreman.ts';
import { lateRuns } from './late-runs.ts';
import { pauseExpiry } from './pause-expiry.ts';
import { eventRetention, logRetention } from './retention.ts';
import { runNames } from './run-names.ts';
import { type RunningServices, runServices } from './run-services.ts';
import { runTallies } from './run-tallies.ts';
import { scheduler } from './scheduler.ts';
import type { Service } from './service.ts';
import { triggers } from './triggers.ts';

const SERVICES: readonly Service[] = [
  scheduler,
  lateRuns,
  expiredLeases,
  cancellationCleanup,
  pauseExpiry,
  foreman,
  expiredSlots,
  triggers,
  actions,
  eventRetention,
  logRetention,
  runNames,
  runTallies,
];

/** The names that `EngineSettings.disabled_services` may hold. */
export const SERVICE_NAMES: readonly string[] = SERVICES.map(({ name }) => name);

/** Under load there is something to count all the time: looking for it at each commit would cost more than counting. */
const EVENTS_GATHER_MS = 20;

/** Triggers look at what is committed here; of what other servers commit, these tell. */
function wakeByEvents({ ownEvents, wakeUps }: Engine): () => void {
  let timer: NodeJS.Timeout | null = null;
  const wake = () => {
    timer = null;
    wakeUps.wakeHere('service:triggers');
  };
  const unsubscribe = ownEvents.subscribe(() => {
    timer ??= setTimeout(wake, EVENTS_GATHER_MS);
  });
  return () => {
    unsubscribe();
    if (timer !== null) clearTimeout(timer);
  };
}

/** Starts all services; each wakes at its next due time. */
export function startServices(engine: Engine, log: (message: string, error: unknown) => void): RunningServices {
  // Queued before anything that a service or a request writes, so that none of them finds a lease run out.
  const told = (error: unknown) => log('leases could not be extended', error);
  outlastAbsence(engine.store, engine.clock).catch(told);
  const watch = engine.presence.watch((seconds) => {
    outlastGap(engine.store, engine.clock, seconds).catch(told);
  });
  const stopListening = wakeByEvents(engine);
  const enabled = SERVICES.filter(({ name }) => !engine.settings.disabled_services.includes(name));
  const running = runServices(engine, enabled, log);
  return {
    stop: () => {
      watch[Symbol.dispose]();
      stopListening();
      return running.stop();
    },
  };
}
