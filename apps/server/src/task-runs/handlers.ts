// server: answers about task runs.
import { notFound } from '@signalbox/contract';
import {
  createTaskRun,
  deleteTaskRun,
  pageLimit,
  renameTaskRun,
  setTaskRunState,
  taskRunHistory,
} from '@signalbox/engine';
import { countRuns, findTaskRun, listTaskRuns } from '@signalbox/store';
import { clientOf } from '../http/client-of.ts';
import type { HandlersOf } from '../http/handler.ts';

export const task_runs: HandlersOf<'task_runs'> = {
  create: async ({ body }, { engine, headers }) => {
    const { task_run, created } = await createTaskRun(engine, body, clientOf(headers));
    return { status: created ? 201 : 200, body: task_run };
  },
  update: async ({ params, body }, { engine }) => {
    if (body.name !== undefined) await renameTaskRun(engine, params.id, body.name);
    return { status: 204, body: null };
  },
  read: async ({ params }, { engine }) => {
    const run = await findTaskRun(engine.store.read, params.id, engine.clock());
    if (!run) throw notFound('Task run');
    return { status: 200, body: run };
  },
  delete: async ({ params }, { engine }) => {
    await deleteTaskRun(engine, params.id);
    return { status: 204, body: null };
  },
  count: async ({ body }, { engine }) => ({
    status: 200,
    body: await countRuns(engine.store.read, 'task_runs', body),
  }),
  history: async ({ body }, { engine }) => ({ status: 200, body: await taskRunHistory(engine, body) }),
  filter: async ({ body }, { engine }) => {
    const page = {
      filters: body,
      sort: body.sort,
      limit: pageLimit(engine, body.limit),
      offset: body.offset,
      now: engine.clock(),
    };
    return { status: 200, body: await listTaskRuns(engine.store.read, page) };
  },
  paginate: async ({ body }, { engine }) => {
    const limit = pageLimit(engine, body.limit);
    const count = await countRuns(engine.store.read, 'task_runs', body);
    const offset = (body.page - 1) * limit;
    const results = await listTaskRuns(engine.store.read, {
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
  set_state: async ({ params, body }, { engine, headers }) => {
    const { result, written } = await setTaskRunState(engine, params.id, body.state, {
      force: body.force,
      client: clientOf(headers),
    });
    return { status: written ? 201 : 200, body: result };
  },
};
