import { z } from 'zod';
import { TaskRunId, Timestamp } from '../scalars.ts';
import { State } from '../states/state.ts';
import { TaskRunResult } from '../task-runs/task-run.ts';

/** A task run and the task runs whose results it took. */
export const DependencyResult = z.object({
  id: TaskRunId,
  name: z.string(),
  upstream_dependencies: z.array(TaskRunResult),
  state: State.nullable(),
  expected_start_time: Timestamp.nullable(),
  start_time: Timestamp.nullable(),
  end_time: Timestamp.nullable(),
  total_run_time: z.number().nullable(),
  estimated_run_time: z.number().nullable(),
  untrackable_result: z.boolean(),
});
export type DependencyResult = z.output<typeof DependencyResult>;
