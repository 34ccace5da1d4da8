// store: how concurrency limits lie in the database.
import type { ConcurrencyLimitId, Timestamp } from '@signalbox/contract';
import { columnCodec, type Flag } from '../dialect/columns.ts';

/** Which slots are taken is no column: they are rows of `slot_leases`. */
export interface ConcurrencyLimitRow {
  id: ConcurrencyLimitId;
  created: Timestamp;
  updated: Timestamp;
  active: Flag;
  name: string;
  limit: number;
  slot_decay_per_second: number;
}

export const concurrencyLimitColumns = columnCodec<ConcurrencyLimitRow>({ json: [], flags: ['active'] });
