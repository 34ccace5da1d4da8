// store: how flow runs lie in the database.
import type { Decision, FlowRunId, StateType, Timestamp, Uuid } from '@signalbox/contract';
import { columnCodec, type Json } from '../dialect/columns.ts';

export interface FlowRunDecisionRow {
  id: Uuid;
  flow_run_id: FlowRunId;
  timestamp: Timestamp;
  from_type: StateType | null;
  from_name: string | null;
  to_type: StateType | null;
  to_name: string | null;
  verdict: Decision['verdict'];
  reason: string | null;
  fired: Json<string[]>;
}

export const flowRunDecisionColumns = columnCodec<FlowRunDecisionRow>({ json: ['fired'], flags: [] });
