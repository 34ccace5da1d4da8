// engine: what is done to many flow runs at once.
import type { FlowRunFilter, FlowRunId, FlowRunOrchestrationResult, StateCreate } from '@signalbox/contract';
import { deleteFlowRun, listFlowRunIds, relatedConditions } from '@signalbox/store';
import type { Engine } from '../engine.ts';
import { type TransitionOptions, transitionFlowRun } from './transition.ts';

/** Which runs: those that satisfy the filter, the newest first, and no more than `limit`. */
export interface ManyFlowRuns {
  readonly flow_runs?: FlowRunFilter | null | undefined;
  readonly limit: number;
}

const conditionsOf = ({ flow_runs }: ManyFlowRuns) => relatedConditions('flow_runs', { flow_runs });

/** Answers the ids of the runs that were deleted. */
export function deleteFlowRuns(engine: Engine, many: ManyFlowRuns): Promise<FlowRunId[]> {
  return engine.write(async ({ transaction }) => {
    const ids = await listFlowRunIds(transaction, conditionsOf(many), many.limit);
    for (const id of ids) await deleteFlowRun(transaction, id);
    return ids;
  });
}

/** Asks the rules for the same change of state of each run; each has an answer of its own. */
export function setFlowRunStates(
  engine: Engine,
  many: ManyFlowRuns,
  state: StateCreate,
  options: TransitionOptions,
): Promise<FlowRunOrchestrationResult[]> {
  return engine.write(async (unit) => {
    const results: FlowRunOrchestrationResult[] = [];
    for (const id of await listFlowRunIds(unit.transaction, conditionsOf(many), many.limit)) {
      const { result } = await transitionFlowRun(unit, id, state, options);
      results.push({ flow_run_id: id, ...result });
    }
    return results;
  });
}
