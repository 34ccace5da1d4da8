// store: how flow run inputs lie in the database.
import type { FlowRunId, FlowRunInputId, Timestamp } from '@signalbox/contract';
import { columnCodec } from '../dialect/columns.ts';

export interface FlowRunInputRow {
  id: FlowRunInputId;
  created: Timestamp;
  updated: Timestamp;
  flow_run_id: FlowRunId;
  key: string;
  value: string;
  sender: string | null;
}

export const flowRunInputColumns = columnCodec<FlowRunInputRow>({ json: [], flags: [] });
