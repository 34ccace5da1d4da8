// store: how slots that are held lie in the database.
import type { ConcurrencyLimitId, LeaseId, Timestamp } from '@signalbox/contract';
import { columnCodec, type Flag, type Json } from '../dialect/columns.ts';

export interface SlotLeaseRow {
  id: string;
  /** null: taken without a lease, until somebody gives it back. */
  lease_id: LeaseId | null;
  created: Timestamp;
  /** null: a lease that holds no slots, because no limit had the names that it asked for. */
  concurrency_limit_id: ConcurrencyLimitId | null;
  slots: number;
  holder: Json<Record<string, unknown>> | null;
  expires_at: Timestamp;
  /** The slot comes free at its own time, whether its lease is renewed or not: the limit's slots decay. */
  decays: Flag;
}

export const slotLeaseColumns = columnCodec<SlotLeaseRow>({ json: ['holder'], flags: ['decays'] });
