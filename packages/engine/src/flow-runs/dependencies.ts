// engine: the task runs of a flow run with whose results each took.
import { type DependencyResult, type FlowRunId, notFound, type TaskRun, TaskRunFilter } from '@signalbox/contract';
import { findFlowRun, listTaskRuns, relatedConditions } from '@signalbox/store';
import type { Engine } from '../engine.ts';

/** Task runs that are answered at most; a dashboard cannot draw more. */
const TASK_RUNS_AT_MOST = 10_000;

/** Earliest first. @throws ApiError `not_found` */
export async function flowRunDependencies(engine: Engine, id: FlowRunId): Promise<DependencyResult[]> {
  const { read } = engine.store;
  const now = engine.clock();
  if (!(await findFlowRun(read, id, now))) throw notFound('Flow run');
  const conditions = relatedConditions('task_runs', {
    task_runs: TaskRunFilter.parse({ flow_run_id: { any_: [id] } }),
  });
  const runs = await listTaskRuns(read, {
    conditions,
    sort: 'EXPECTED_START_TIME_ASC',
    limit: TASK_RUNS_AT_MOST,
    offset: 0,
    now,
  });
  return runs.map(dependencyOf);
}

function dependencyOf(run: TaskRun): DependencyResult {
  const inputs = Object.values(run.task_inputs).flat();
  const upstream = new Map(inputs.flatMap((input) => (input.input_type === 'task_run' ? [[input.id, input]] : [])));
  return {
    id: run.id,
    name: run.name,
    upstream_dependencies: [...upstream.values()],
    state: run.state,
    expected_start_time: run.expected_start_time,
    start_time: run.start_time,
    end_time: run.end_time,
    total_run_time: run.total_run_time,
    estimated_run_time: run.estimated_run_time,
    untrackable_result: run.state?.state_details.untrackable_result ?? false,
  };
}
