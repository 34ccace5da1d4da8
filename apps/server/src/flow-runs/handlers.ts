// server: answers about flow runs.
import { type FlowRunId, type FlowRunResponse, notFound } from '@signalbox/contract';
import {
  createFlowRun,
  deleteFlowRun,
  deleteFlowRuns,
  type Engine,
  explainFlowRun,
  flowRunDependencies,
  flowRunGraph,
  flowRunHistory,
  pageLimit,
  resumeFlowRun,
  setFlowRunState,
  setFlowRunStates,
  updateFlowRun,
  updateFlowRunLabels,
} from '@signalbox/engine';
import { averageLateness, countRuns, findFlowRun, listFlowRuns } from '@signalbox/store';
import { clientOf, fencingNumberOf } from '../http/client-of.ts';
import type { HandlersOf } from '../http/handler.ts';
import { logFile } from './log-file.ts';

async function existing(engine: Engine, id: FlowRunId): Promise<FlowRunResponse> {
  const run = await findFlowRun(engine.store.read, id, engine.clock());
  if (!run) throw notFound('Flow run');
  return run;
}

export const flow_runs: HandlersOf<'flow_runs'> = {
  create: async ({ body }, { engine, headers }) => {
    const { flow_run, created } = await createFlowRun(engine, body, clientOf(headers));
    return { status: created ? 201 : 200, body: flow_run };
  },
  update: async ({ params, body }, { engine }) => {
    await updateFlowRun(engine, params.id, body);
    return { status: 204, body: null };
  },
  read: async ({ params }, { engine }) => ({ status: 200, body: await existing(engine, params.id) }),
  delete: async ({ params }, { engine }) => {
    await deleteFlowRun(engine, params.id);
    return { status: 204, body: null };
  },
  count: async ({ body }, { engine }) => ({
    status: 200,
    body: await countRuns(engine.store.read, 'flow_runs', body),
  }),
  lateness: async ({ body }, { engine }) => ({
    status: 200,
    body: await averageLateness(engine.store.read, body, engine.clock()),
  }),
  bulk_delete: async ({ body }, { engine }) => ({
    status: 200,
    body: { deleted: await deleteFlowRuns(engine, body) },
  }),
  bulk_set_state: async ({ body }, { engine, headers }) => {
    const { state, force, ...many } = body;
    return {
      status: 200,
      body: { results: await setFlowRunStates(engine, many, state, { force, client: clientOf(headers) }) },
    };
  },
  dependencies: async ({ params }, { engine }) => ({
    status: 200,
    body: await flowRunDependencies(engine, params.id),
  }),
  history: async ({ body }, { engine }) => ({ status: 200, body: await flowRunHistory(engine, body) }),
  graph: async ({ params, query }, { engine }) => ({
    status: 200,
    body: await flowRunGraph(engine, params.id, query.since),
  }),
  resume: async ({ params, body }, { engine, headers }) => ({
    status: 200,
    body: await resumeFlowRun(engine, params.id, body.run_input ?? null, clientOf(headers)),
  }),
  filter: async ({ body }, { engine }) => {
    const page = {
      filters: body,
      sort: body.sort,
      limit: pageLimit(engine, body.limit),
      offset: body.offset,
      now: engine.clock(),
    };
    return { status: 200, body: await listFlowRuns(engine.store.read, page) };
  },
  set_state: async ({ params, body }, { engine, headers }) => {
    const { result, written } = await setFlowRunState(engine, params.id, body.state, {
      force: body.force,
      client: clientOf(headers),
      fencing_number: fencingNumberOf(headers),
    });
    return { status: written ? 201 : 200, body: result };
  },
  paginate: async ({ body }, { engine }) => {
    const limit = pageLimit(engine, body.limit);
    const count = await countRuns(engine.store.read, 'flow_runs', body);
    const offset = (body.page - 1) * limit;
    const results = await listFlowRuns(engine.store.read, {
      filters: body,
      sort: body.sort,
      limit,
      offset,
      now: engine.clock(),
    });
    return {
      status: 200,
      body: { results, count, limit, pages: limit === 0 ? 0 : Math.ceil(count / limit), page: body.page },
    };
  },
  download_logs: async ({ params }, { engine }) => {
    const run = await existing(engine, params.id);
    const headers = {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${run.name.replaceAll(/[^\w.-]/g, '_')}-logs.csv"`,
    };
    return { status: 200, body: await logFile(engine, params.id), headers };
  },
  update_labels: async ({ params, body }, { engine }) => {
    await updateFlowRunLabels(engine, params.id, body);
    return { status: 204, body: null };
  },
  explain: async ({ params }, { engine }) => ({ status: 200, body: await explainFlowRun(engine, params.id) }),
};
