// engine: deletes events and logs that are older than they shall be kept.
import type { Timestamp } from '@signalbox/contract';
import { addSeconds } from '@signalbox/core';
import { type Database, deleteEventsBefore, deleteLogsBefore, oldestEvent, oldestLog } from '@signalbox/store';
import type { Kysely, Transaction } from 'kysely';
import type { EngineSettings } from '../settings/engine-settings.ts';
import type { Service } from './service.ts';

/** Rows deleted in one commit: a transition that comes behind one waits some milliseconds. */
const ROWS_PER_COMMIT = 200;
/** So long a row may outstay its time, so that the service does not wake for each one. */
const SLACK_SECONDS = 300;

interface Kept {
  readonly name: string;
  seconds(settings: EngineSettings): number | null;
  oldest(database: Kysely<Database>): Promise<Timestamp | null>;
  remove(transaction: Transaction<Database>, before: Timestamp, limit: number): Promise<void>;
}

/** A turn is one small commit. Between two turns there is a pause in which others write. */
function retentionOf({ name, seconds, oldest, remove }: Kept): Service {
  return {
    name,
    nextDue: async ({ store, settings, clock }) => {
      const kept_seconds = seconds(settings);
      if (kept_seconds === null) return null;
      // With nothing there, the next look is when the first row to come may have to go.
      return addSeconds((await oldest(store.read)) ?? clock(), kept_seconds + SLACK_SECONDS);
    },
    run: async (engine) => {
      const kept_seconds = seconds(engine.settings);
      if (kept_seconds === null) return;
      const before = addSeconds(engine.clock(), -kept_seconds);
      await engine.write(({ transaction }) => remove(transaction, before, ROWS_PER_COMMIT));
    },
  };
}

export const eventRetention = retentionOf({
  name: 'event-retention',
  seconds: ({ event_retention_seconds }) => event_retention_seconds,
  oldest: oldestEvent,
  remove: deleteEventsBefore,
});

export const logRetention = retentionOf({
  name: 'log-retention',
  seconds: ({ log_retention_seconds }) => log_retention_seconds,
  oldest: oldestLog,
  remove: deleteLogsBefore,
});
