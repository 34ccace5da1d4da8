import { z } from 'zod';
import { DeploymentFilter } from '../deployments/filter.ts';
import { FlowFilter } from '../flows/filter.ts';
import { route } from '../route.ts';
import { FlowRunId, Timestamp } from '../scalars.ts';
import { StateType } from '../states/state.ts';
import { TaskRunFilter } from '../task-runs/filter.ts';
import { WorkPoolFilter } from '../work-pools/filter.ts';
import { FlowRunFilter, FlowRunSort } from './filter.ts';

export const SimpleFlowRun = z.object({
  id: FlowRunId,
  state_type: StateType,
  timestamp: Timestamp,
  duration: z.number(),
  lateness: z.number(),
});
export type SimpleFlowRun = z.output<typeof SimpleFlowRun>;

/** What a dashboard draws of many flow runs. */
export const ui_flow_runs = {
  history: route({
    id: 'ui_flow_runs.history',
    method: 'POST',
    path: '/ui/flow_runs/history',
    body: z
      .object({
        sort: FlowRunSort.default('EXPECTED_START_TIME_DESC'),
        limit: z.int().max(1_000).default(1_000),
        offset: z.int().min(0).default(0),
        flows: FlowFilter.optional(),
        flow_runs: FlowRunFilter.optional(),
        task_runs: TaskRunFilter.optional(),
        deployments: DeploymentFilter.optional(),
        work_pools: WorkPoolFilter.optional(),
      })
      .prefault({}),
    responses: { 200: z.array(SimpleFlowRun) },
  }),
  count_task_runs: route({
    id: 'ui_flow_runs.count_task_runs',
    method: 'POST',
    path: '/ui/flow_runs/count-task-runs',
    body: z.object({ flow_run_ids: z.array(FlowRunId) }),
    responses: { 200: z.record(FlowRunId, z.int()) },
  }),
};
