// store: from a row of states to the state of the wire.
import type { State } from '@signalbox/contract';
import { columnCodec } from '../dialect/columns.ts';
import type { FlowRunStateRow } from './flow-run-state-table.ts';

/** The columns that the wire has, in its order: what is selected is what is sent. */
export const STATE_COLUMNS = ['id', 'type', 'name', 'timestamp', 'message', 'data', 'state_details'] as const;

type StateRow = Pick<FlowRunStateRow, (typeof STATE_COLUMNS)[number]>;

const stateColumns = columnCodec<StateRow>({ json: ['data', 'state_details'], flags: [] });

/** @param row of `STATE_COLUMNS` only, which becomes the state */
export const stateFromRow = (row: StateRow): State => stateColumns.decode(row);
