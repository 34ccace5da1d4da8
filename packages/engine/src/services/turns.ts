// engine: servers that share a database take turns at each background service.
import { addSeconds, newId } from '@signalbox/core';
import { takeServiceTurn } from '@signalbox/store';
import type { Engine } from '../engine.ts';

/** Seconds after which another server goes on with a service whose server has died or was halted. */
const TURN_SECONDS = 10;

const namesBy = new WeakMap<Engine, string>();

function nameOf(engine: Engine): string {
  const name = namesBy.get(engine) ?? newId();
  namesBy.set(engine, name);
  return name;
}

/**
 * Whether this server does the service's work now. Two that did it at the same time would do it once, as services are
 * idempotent; but they would get in each other's way.
 */
export async function takeTurn(engine: Engine, service: string): Promise<boolean> {
  if (engine.store.broadcast === null) return true;
  const holder = nameOf(engine);
  return engine.write(({ transaction, now }) =>
    takeServiceTurn(transaction, { service, holder, expires_at: addSeconds(now, TURN_SECONDS) }, now),
  );
}
