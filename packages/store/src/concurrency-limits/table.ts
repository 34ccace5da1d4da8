// store: how concurrency limits lie in the database.
import type { ConcurrencyLimitId, Timestamp } from '@signalbox/contract';
import { columnCodec, type Flag } from '../dialect/columns.ts';

export interface ConcurrencyLimitRow {
  id: ConcurrencyLimitId;
  created: Timestamp;
  updated: Timestamp;
  active: Flag;
  name: string;
  limit: number;
  active_slots: number;
  denied_slots: number;
  slot_decay_per_second: number;
  avg_slot_occupancy_seconds: number;
}

export const concurrencyLimitColumns = columnCodec<ConcurrencyLimitRow>({ json: [], flags: ['active'] });
