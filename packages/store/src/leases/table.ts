// store: how leases lie in the database.
import type { FlowRunId, Timestamp } from '@signalbox/contract';
import { columnCodec, type Flag } from '../dialect/columns.ts';

export interface FlowRunLeaseRow {
  flow_run_id: FlowRunId;
  holder: string;
  fencing_number: number;
  expires_at: Timestamp;
  released: Flag;
}

export const flowRunLeaseColumns = columnCodec<FlowRunLeaseRow>({ json: [], flags: ['released'] });
