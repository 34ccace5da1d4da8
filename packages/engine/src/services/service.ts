// engine: what a background service is.
import type { Timestamp } from '@signalbox/contract';
import type { Engine } from '../engine.ts';

/** Work that time alone makes due. It is idempotent: two replicas that run it together do it once. */
export interface Service {
  /** Wakes it early: `engine.wakeUps.wake('service:<name>')`. */
  readonly name: string;
  /** When it next has something to do; null when only a wake-up can bring it something. */
  nextDue(engine: Engine): Promise<Timestamp | null>;
  /** Does all that is due now. */
  run(engine: Engine): Promise<void>;
}
