// server: what a dashboard draws of flow runs.
import { countTaskRunsOfFlowRuns, listSimpleFlowRuns } from '@signalbox/store';
import type { HandlersOf } from '../http/handler.ts';

/** A chart asks for more runs than a list shows. */
const RUNS_AT_MOST = 1_000;

export const ui_flow_runs: HandlersOf<'ui_flow_runs'> = {
  history: async ({ body }, { engine }) => {
    const limit = body.limit < 0 ? RUNS_AT_MOST : body.limit;
    const page = { filters: body, sort: body.sort, limit, offset: body.offset, now: engine.clock() };
    return { status: 200, body: await listSimpleFlowRuns(engine.store.read, page) };
  },
  count_task_runs: async ({ body }, { engine }) => {
    const counts = await countTaskRunsOfFlowRuns(engine.store.read, body.flow_run_ids);
    return { status: 200, body: Object.fromEntries(body.flow_run_ids.map((id) => [id, counts.get(id) ?? 0])) };
  },
};
