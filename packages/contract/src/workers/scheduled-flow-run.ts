import { z } from 'zod';
import { FlowRun } from '../flow-runs/flow-run.ts';
import { WorkPoolId, WorkQueueId } from '../scalars.ts';

export const WorkerFlowRunResponse = z.object({
  work_pool_id: WorkPoolId,
  work_queue_id: WorkQueueId,
  flow_run: FlowRun,
});
export type WorkerFlowRunResponse = z.output<typeof WorkerFlowRunResponse>;
