// store: how concurrency limits lie in the database.
import type { ConcurrencyLimitId, LeaseId, Timestamp, Uuid } from '@signalbox/contract';
import { columnCodec, type Json } from '../dialect/columns.ts';

export interface SlotLeaseRow {
  id: Uuid;
  lease_id: LeaseId;
  created: Timestamp;
  concurrency_limit_id: ConcurrencyLimitId;
  slots: number;
  holder: Json<Record<string, unknown>> | null;
  expires_at: Timestamp;
}

export const slotLeaseColumns = columnCodec<SlotLeaseRow>({ json: ['holder'], flags: [] });
