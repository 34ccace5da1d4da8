import { z } from 'zod';
import { DeploymentFilter } from '../deployments/filter.ts';
import { FlowRunFilter } from '../flow-runs/filter.ts';
import { FlowFilter } from '../flows/filter.ts';
import { route } from '../route.ts';
import { TaskRunId } from '../scalars.ts';
import { WorkPoolFilter } from '../work-pools/filter.ts';
import { WorkQueueFilter } from '../work-queues/filter.ts';
import { TaskRunFilter } from './filter.ts';
import { TaskRun } from './task-run.ts';

export const TaskRunCount = z.record(z.string(), z.int());
export type TaskRunCount = z.output<typeof TaskRunCount>;

export const CountByState = z.object({
  COMPLETED: z.int().default(0),
  PENDING: z.int().default(0),
  RUNNING: z.int().default(0),
  FAILED: z.int().default(0),
  CANCELLED: z.int().default(0),
  CRASHED: z.int().default(0),
  PAUSED: z.int().default(0),
  CANCELLING: z.int().default(0),
  SCHEDULED: z.int().default(0),
});
export type CountByState = z.output<typeof CountByState>;

export const UITaskRun = z.object({
  ...TaskRun.shape,
  flow_run_name: z.string().nullable().default(null),
});
export type UITaskRun = z.output<typeof UITaskRun>;

/** What a dashboard shows of task runs. */
export const ui_task_runs = {
  dashboard_counts: route({
    id: 'ui_task_runs.dashboard_counts',
    method: 'POST',
    path: '/ui/task_runs/dashboard/counts',
    body: z.object({
      task_runs: TaskRunFilter,
      flows: FlowFilter.nullable().optional(),
      flow_runs: FlowRunFilter.nullable().optional(),
      deployments: DeploymentFilter.nullable().optional(),
      work_pools: WorkPoolFilter.nullable().optional(),
      work_queues: WorkQueueFilter.nullable().optional(),
    }),
    responses: { 200: z.array(TaskRunCount) },
  }),
  count: route({
    id: 'ui_task_runs.count',
    method: 'POST',
    path: '/ui/task_runs/count',
    body: z
      .object({
        flows: FlowFilter.nullable().optional(),
        flow_runs: FlowRunFilter.nullable().optional(),
        task_runs: TaskRunFilter.nullable().optional(),
        deployments: DeploymentFilter.nullable().optional(),
      })
      .prefault({}),
    responses: { 200: CountByState },
  }),
  read: route({
    id: 'ui_task_runs.read',
    method: 'GET',
    path: '/ui/task_runs/{id}',
    params: z.object({ id: TaskRunId }),
    responses: { 200: UITaskRun },
  }),
};
