// engine: each service sleeps until it is due or woken; none polls.
import { secondsBetween } from '@signalbox/core';
import type { Engine } from '../engine.ts';
import type { Service } from './service.ts';
import { takeTurn } from './turns.ts';

/** Pause after a failure, and after a turn that left something due, so that neither can spin. In milliseconds. */
const PAUSE_AFTER_FAILURE_MS = 2_000;
const PAUSE_BETWEEN_TURNS_MS = 50;
const PAUSE_WHILE_ANOTHER_HAS_THE_TURN_MS = 1_000;
const FOREVER_MS = 2 ** 31 - 1;

export interface RunningServices {
  /** Lets a turn that has begun finish. */
  stop(): Promise<void>;
}

/** @param log receives what a service throws; the service goes on */
export function runServices(
  engine: Engine,
  services: readonly Service[],
  log: (message: string, error: unknown) => void,
): RunningServices {
  const stopping = new AbortController();
  engine.services.begin(services.map(({ name }) => name));
  const loops = services.map((service) => runService(engine, service, stopping.signal, log));
  return {
    stop: async () => {
      stopping.abort();
      engine.services.end();
      await Promise.all(loops);
    },
  };
}

async function runService(
  engine: Engine,
  service: Service,
  signal: AbortSignal,
  log: (message: string, error: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    let pause_ms = PAUSE_BETWEEN_TURNS_MS;
    let began = performance.now();
    const note = (error: unknown) =>
      engine.services.note(service.name, engine.clock(), (performance.now() - began) / 1_000, error);
    // Listening starts before the look at what is due, or a wake-up in between would be lost.
    const listening = new AbortController();
    const woken = engine.wakeUps.wait(
      `service:${service.name}`,
      FOREVER_MS,
      AbortSignal.any([signal, listening.signal]),
    );
    try {
      const due = await service.nextDue(engine);
      const wait_ms = due === null ? FOREVER_MS : secondsBetween(engine.clock(), due) * 1_000;
      if (wait_ms > 0) {
        await Promise.race([
          woken,
          engine.wakeUps.wait(`service:${service.name}`, wait_ms, AbortSignal.any([signal, listening.signal])),
        ]);
        listening.abort();
        continue;
      }
      if (await takeTurn(engine, service.name)) {
        began = performance.now();
        await service.run(engine);
        note(null);
      } else {
        pause_ms = PAUSE_WHILE_ANOTHER_HAS_THE_TURN_MS;
      }
    } catch (error) {
      note(error);
      log(`service ${service.name} failed; it goes on in ${PAUSE_AFTER_FAILURE_MS} ms`, error);
      pause_ms = PAUSE_AFTER_FAILURE_MS;
    }
    listening.abort();
    await engine.wakeUps.wait(`service:${service.name}`, pause_ms, signal);
  }
}
