// store: from a row of states to the state of the wire.
import type { State } from '@signalbox/contract';
import type { Decoded } from '../dialect/columns.ts';
import { type FlowRunStateRow, flowRunStateColumns } from './flow-run-state-table.ts';
import { type TaskRunStateRow, taskRunStateColumns } from './task-run-state-table.ts';

type StateMembers = Pick<
  Decoded<FlowRunStateRow>,
  'id' | 'type' | 'name' | 'timestamp' | 'message' | 'data' | 'state_details'
>;

const stateOf = ({ id, type, name, timestamp, message, data, state_details }: StateMembers): State => ({
  id,
  type,
  name,
  timestamp,
  message,
  data,
  state_details,
});

export const flowRunStateFromRow = (row: FlowRunStateRow): State => stateOf(flowRunStateColumns.decode(row));
export const taskRunStateFromRow = (row: TaskRunStateRow): State => stateOf(taskRunStateColumns.decode(row));
