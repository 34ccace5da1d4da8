// store: how the counts of triggers lie in the database.
import type { AutomationId, Event, Timestamp, Uuid } from '@signalbox/contract';
import { columnCodec, type Flag, type Json } from '../dialect/columns.ts';

export interface TriggerBucketRow {
  automation_id: AutomationId;
  trigger_id: Uuid;
  /** The values of `for_each`. */
  key: Json<string[]>;
  count: number;
  starts: Timestamp;
  /** Null: it stays until it fires. */
  ends: Timestamp | null;
  fired: Flag;
  /** The last event that counted. */
  event: Json<Event> | null;
}

export const triggerBucketColumns = columnCodec<TriggerBucketRow>({ json: ['key', 'event'], flags: ['fired'] });
