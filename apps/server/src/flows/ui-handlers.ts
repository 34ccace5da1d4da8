// server: what a dashboard shows beside flows.
import { countDeploymentsOfFlows, listNextRuns } from '@signalbox/store';
import type { HandlersOf } from '../http/handler.ts';

export const ui_flows: HandlersOf<'ui_flows'> = {
  count_deployments: async ({ body }, { engine }) => {
    const counts = await countDeploymentsOfFlows(engine.store.read, body.flow_ids);
    return { status: 200, body: Object.fromEntries(body.flow_ids.map((id) => [id, counts.get(id) ?? 0])) };
  },
  next_runs: async ({ body }, { engine }) => {
    const runs = await listNextRuns(engine.store.read, body.flow_ids);
    const byFlow = new Map(runs.map((run) => [run.flow_id, run]));
    return { status: 200, body: Object.fromEntries(body.flow_ids.map((id) => [id, byFlow.get(id) ?? null])) };
  },
};
