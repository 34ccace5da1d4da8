// store: what was decided about a flow run, in order.
import type { Decision, FlowRunId } from '@signalbox/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import { flowRunStateColumns } from '../states/flow-run-state-table.ts';
import { flowRunDecisionColumns } from './decision-table.ts';

/** Accepted transitions are its states; the others were kept as decisions. Oldest first. */
export async function listFlowRunDecisions(database: Kysely<Database>, flow_run_id: FlowRunId): Promise<Decision[]> {
  const states = await database
    .selectFrom('flow_run_states')
    .selectAll()
    .where('flow_run_id', '=', flow_run_id)
    .orderBy('timestamp')
    .execute();
  const others = await database
    .selectFrom('flow_run_decisions')
    .selectAll()
    .where('flow_run_id', '=', flow_run_id)
    .execute();
  const accepted = states.map((row, index): Decision => {
    const state = flowRunStateColumns.decode(row);
    const before = states[index - 1];
    return {
      timestamp: state.timestamp,
      from_type: before?.type ?? null,
      from_name: before?.name ?? null,
      to_type: state.type,
      to_name: state.name,
      verdict: 'accept',
      reason: state.message,
      fired: state.fired,
    };
  });
  const refused = others.map((row): Decision => {
    const { id: _id, flow_run_id: _run, ...decision } = flowRunDecisionColumns.decode(row);
    return decision;
  });
  return [...accepted, ...refused].toSorted((left, right) => (left.timestamp < right.timestamp ? -1 : 1));
}
