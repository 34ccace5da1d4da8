// store: how states lie in the database.
import type { FlowRunId, StateDetails, StateId, StateType, Timestamp } from '@signalbox/contract';
import { columnCodec, type Json } from '../dialect/columns.ts';

export interface FlowRunStateRow {
  id: StateId;
  flow_run_id: FlowRunId;
  type: StateType;
  name: string;
  timestamp: Timestamp;
  message: string | null;
  data: Json<unknown> | null;
  state_details: Json<StateDetails>;
  fired: Json<string[]>;
}

export const flowRunStateColumns = columnCodec<FlowRunStateRow>({
  json: ['data', 'state_details', 'fired'],
  flags: [],
});
