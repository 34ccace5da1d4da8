import { z } from 'zod';
import { route } from '../route.ts';
import { FlowId, FlowRunId, Timestamp } from '../scalars.ts';
import { StateType } from '../states/state.ts';

/** Ids of one request at most; more are answered too, as a Prefect server does. */
const flowIds = z.array(FlowId);

export const SimpleNextFlowRun = z.object({
  id: FlowRunId,
  flow_id: FlowId,
  name: z.string(),
  state_name: z.string(),
  state_type: StateType,
  next_scheduled_start_time: Timestamp,
});
export type SimpleNextFlowRun = z.output<typeof SimpleNextFlowRun>;

/** What a dashboard shows beside a list of flows. */
export const ui_flows = {
  count_deployments: route({
    id: 'ui_flows.count_deployments',
    method: 'POST',
    path: '/ui/flows/count-deployments',
    body: z.object({ flow_ids: flowIds }),
    responses: { 200: z.record(FlowId, z.int()) },
  }),
  next_runs: route({
    id: 'ui_flows.next_runs',
    method: 'POST',
    path: '/ui/flows/next-runs',
    body: z.object({ flow_ids: flowIds }),
    responses: { 200: z.record(FlowId, SimpleNextFlowRun.nullable()) },
  }),
};
