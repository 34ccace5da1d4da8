// engine: what every use case stands on: the store, the clock, and who is told after a commit.

import type { Event, Log, Timestamp } from '@signalbox/contract';
import { now } from '@signalbox/core';
import type { Database, Store } from '@signalbox/store';
import { insertEvents } from '@signalbox/store';
import type { Transaction } from 'kysely';
import type { Cipher } from './block-documents/cipher.ts';
import { Hub } from './hub.ts';
import { outlastAbsence } from './leases/outlast-absence.ts';
import { Presence } from './leases/presence.ts';
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
  /** Committed events, for websockets and automations. */
  readonly events: Hub<readonly Event[]>;
  /** Committed logs, for websockets. */
  readonly logs: Hub<readonly Log[]>;
  /** Who waits for something to become due. */
  readonly wakeUps: WakeUps;
  /** What the background services have done. */
  readonly services: ServiceRecords;
  /** Whether this server was there all the time; a unit that is the first after an absence lengthens all leases first. */
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
}

export function createEngine({ store, secrets, settings, clock = now }: EngineOptions): Engine {
  const events = new Hub<readonly Event[]>();
  const wakeUps = new WakeUps();
  const presence = new Presence();
  return {
    store,
    services: new ServiceRecords(),
    secrets,
    settings: { ...defaultSettings, ...settings },
    clock,
    events,
    logs: new Hub(),
    wakeUps,
    presence,
    write: async (work) => {
      // Queued in front of the unit, which then finds no lease that ran out meanwhile.
      if (presence.returned()) await outlastAbsence(store, clock);
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
      if (told.length > 0) events.publish(told);
      for (const action of actions) action();
      return result;
    },
  };
}
