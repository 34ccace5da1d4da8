// server: what a dashboard shows of task runs.
import { notFound } from '@signalbox/contract';
import { countTaskRunsOverTime, taskRunsByState } from '@signalbox/engine';
import { findFlowRun, findTaskRun } from '@signalbox/store';
import type { HandlersOf } from '../http/handler.ts';

export const ui_task_runs: HandlersOf<'ui_task_runs'> = {
  dashboard_counts: async ({ body }, { engine }) => ({
    status: 200,
    body: await countTaskRunsOverTime(engine, body),
  }),
  count: async ({ body }, { engine }) => ({ status: 200, body: await taskRunsByState(engine, body) }),
  read: async ({ params }, { engine }) => {
    const now = engine.clock();
    const run = await findTaskRun(engine.store.read, params.id, now);
    if (!run) throw notFound('Task run');
    const flowRun = run.flow_run_id && (await findFlowRun(engine.store.read, run.flow_run_id, now));
    return { status: 200, body: { ...run, flow_run_name: flowRun ? flowRun.name : null } };
  },
};
