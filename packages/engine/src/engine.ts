// engine: what every use case stands on: the store, the clock, and who is told after a commit.

import type { Event, Log, Timestamp } from '@signalbox/contract';
import { now } from '@signalbox/core';
import type { Database, Store } from '@signalbox/store';
import { insertEvents } from '@signalbox/store';
import type { Transaction } from 'kysely';
import type { Cipher } from './block-documents/cipher.ts';
import { Hub } from './hub.ts';
import { outlastGap } from './leases/outlast-absence.ts';
import { Presence } from './leases/presence.ts';
import { connectReplicas, type Replicas } from './replicas/replicas.ts';
import { ServiceRecords } from './services/service-records.ts';
import { defaultSettings, type EngineSettings } from './settings/engine-settings.ts';
import { WakeUps } from './wakeups/wake-ups.ts';

/** One unit of work: all that it writes is committed together, and what it tells is told after the commit. */
export interface Unit {
  readonly transaction: Transaction<Database>;
  /** The time of this unit: the same for everything that it writes. */
  readonly now: Timestamp;
  /** Stores the event with the unit and sends it to subscribers after the commit. */
  emit(event: Event): void;
  /** Whom the unit may wake, after the commit. */
  readonly wakeUps: WakeUps;
  /** The store, as the key of what may be remembered about it. */
  readonly owner: object;
  /** Runs after the commit, never when the unit failed. Must not throw. */
  afterCommit(action: () => void): void;
}

export interface Engine {
  readonly store: Store;
  readonly settings: EngineSettings;
  readonly clock: () => Timestamp;
  /** Events that any server on this database has committed, for websockets. */
  readonly events: Hub<readonly Event[]>;
  /** Events that this server has committed. */
  readonly ownEvents: Hub<readonly Event[]>;
  /** Logs that any server on this database has committed, for websockets. */
  readonly logs: Hub<readonly Log[]>;
  /** Other servers on this database. */
  readonly replicas: Replicas;
  /** Who waits for something to become due. */
  readonly wakeUps: WakeUps;
  /** What the background services have done. */
  readonly services: ServiceRecords;
  /** Whether this server was there all the time; a unit that is the first after a gap sees to the leases first. */
  readonly presence: Presence;
  /** Keeps the data of block documents from whoever reads the database alone. */
  readonly secrets: Cipher;
  write<T>(work: (unit: Unit) => Promise<T>): Promise<T>;
}

export interface EngineOptions {
  readonly store: Store;
  readonly secrets: Cipher;
  readonly settings?: Partial<EngineSettings>;
  /** Replaced by tests that control the time. */
  readonly clock?: () => Timestamp;
  /** Told of what fails where nobody waits for an answer. */
  readonly onFailure: (error: unknown) => void;
}

/** Where other servers write too, one of them may die before it has told what it wrote. */
const SHARED_LONGEST_WAIT_MS = 5_000;

export function createEngine({ store, secrets, settings, clock = now, onFailure }: EngineOptions): Engine {
  const events = new Hub<readonly Event[]>();
  const ownEvents = new Hub<readonly Event[]>();
  const logs = new Hub<readonly Log[]>();
  const wakeUps = store.broadcast === null ? new WakeUps() : new WakeUps(SHARED_LONGEST_WAIT_MS);
  const replicas = connectReplicas(store, { wakeUps, events, logs, onFailure });
  const presence = new Presence();
  return {
    store,
    services: new ServiceRecords(),
    secrets,
    settings: { ...defaultSettings, ...settings },
    clock,
    events,
    ownEvents,
    logs,
    replicas,
    wakeUps,
    presence,
    write: async (work) => {
      // Queued in front of the unit, which then finds no lease that ran out meanwhile.
      const gap = presence.gapSeconds();
      if (gap !== 0) await outlastGap(store, clock, gap);
      let actions: (() => void)[] = [];
      let told: readonly Event[] = [];
      const result = await store.write(async (transaction) => {
        const time = clock();
        const emitted: Event[] = [];
        // The store may run a unit twice.
        actions = [];
        const unit: Unit = {
          transaction,
          now: time,
          wakeUps,
          owner: store,
          emit: (event) => emitted.push(event),
          afterCommit: (action) => actions.push(action),
        };
        const value = await work(unit);
        told = await insertEvents(transaction, emitted, time);
        return value;
      });
      if (told.length > 0) {
        ownEvents.publish(told);
        events.publish(told);
        replicas.tellEvents(told);
      }
      for (const action of actions) action();
      return result;
    },
  };
}
