// store: writing flow runs and what was decided about them.
import type { FlowId, FlowRunId, State } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { Decoded } from '../dialect/columns.ts';
import { insertPrepared, updatePrepared } from '../dialect/prepared.ts';
import { flowRunStateColumns } from '../states/flow-run-state-table.ts';
import { type FlowRunDecisionRow, flowRunDecisionColumns } from './decision-table.ts';
import { type FlowRunRow, flowRunColumns } from './table.ts';

export async function insertFlowRun(transaction: Transaction<Database>, run: Decoded<FlowRunRow>): Promise<void> {
  await insertPrepared(transaction, 'flow_runs', [flowRunColumns.encode(run)]);
}

/** Whether a run of that id was there. */
export function updateFlowRun(
  transaction: Transaction<Database>,
  id: FlowRunId,
  patch: Partial<Decoded<FlowRunRow>>,
): Promise<boolean> {
  return updatePrepared(transaction, 'flow_runs', id, flowRunColumns.encode(patch));
}

export async function insertFlowRunState(
  transaction: Transaction<Database>,
  flow_run_id: FlowRunId,
  state: State,
  fired: string[],
): Promise<void> {
  const row = flowRunStateColumns.encode({ ...state, name: state.name ?? state.type, flow_run_id, fired });
  await insertPrepared(transaction, 'flow_run_states', [row]);
}

/** Keeps a decision that wrote no state, so that it can be explained. */
export async function insertFlowRunDecision(
  transaction: Transaction<Database>,
  decision: Decoded<FlowRunDecisionRow>,
): Promise<void> {
  await transaction.insertInto('flow_run_decisions').values(flowRunDecisionColumns.encode(decision)).execute();
}

/** Deletes the run with its states, task runs, inputs, decisions and lease; logs stay until their retention ends. Whether it was there. */
export async function deleteFlowRun(transaction: Transaction<Database>, id: FlowRunId): Promise<boolean> {
  const taskRuns = transaction.selectFrom('task_runs').select('id').where('flow_run_id', '=', id);
  await transaction.deleteFrom('task_run_states').where('task_run_id', 'in', taskRuns).execute();
  await transaction.deleteFrom('task_runs').where('flow_run_id', '=', id).execute();
  await transaction.deleteFrom('flow_run_states').where('flow_run_id', '=', id).execute();
  await transaction.deleteFrom('flow_run_inputs').where('flow_run_id', '=', id).execute();
  await transaction.deleteFrom('flow_run_decisions').where('flow_run_id', '=', id).execute();
  await transaction.deleteFrom('flow_run_leases').where('flow_run_id', '=', id).execute();
  const { numDeletedRows } = await transaction.deleteFrom('flow_runs').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Deletes up to `limit` runs of a flow; whether there may be more. */
export async function deleteFlowRunsOfFlow(
  transaction: Transaction<Database>,
  flow_id: FlowId,
  limit: number,
): Promise<boolean> {
  const rows = await transaction
    .selectFrom('flow_runs')
    .select('id')
    .where('flow_id', '=', flow_id)
    .limit(limit)
    .execute();
  for (const { id } of rows) await deleteFlowRun(transaction, id);
  return rows.length === limit;
}
