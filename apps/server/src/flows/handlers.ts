// server: answers about flows.
import { notFound } from '@signalbox/contract';
import { createFlow, deleteFlow, deleteFlows, pageLimit, updateFlow } from '@signalbox/engine';
import { countFlows, findFlow, findFlowByName, listFlows, relatedConditions } from '@signalbox/store';
import type { HandlersOf } from '../http/handler.ts';

export const flows: HandlersOf<'flows'> = {
  create: async ({ body }, { engine }) => {
    const { flow, created } = await createFlow(engine, body);
    return { status: created ? 201 : 200, body: flow };
  },
  update: async ({ params, body }, { engine }) => {
    await updateFlow(engine, params.id, body);
    return { status: 204, body: null };
  },
  read: async ({ params }, { engine }) => {
    const flow = await findFlow(engine.store.read, params.id);
    if (!flow) throw notFound('Flow');
    return { status: 200, body: flow };
  },
  delete: async ({ params }, { engine }) => {
    await deleteFlow(engine, params.id);
    return { status: 204, body: null };
  },
  count: async ({ body }, { engine }) => ({
    status: 200,
    body: await countFlows(engine.store.read, relatedConditions('flows', body)),
  }),
  read_by_name: async ({ params }, { engine }) => {
    const flow = await findFlowByName(engine.store.read, params.name);
    if (!flow) throw notFound('Flow');
    return { status: 200, body: flow };
  },
  bulk_delete: async ({ body }, { engine }) => ({
    status: 200,
    body: { deleted: await deleteFlows(engine, body) },
  }),
  filter: async ({ body }, { engine }) => {
    const page = { sort: body.sort, limit: pageLimit(engine, body.limit), offset: body.offset };
    return {
      status: 200,
      body: await listFlows(engine.store.read, { conditions: relatedConditions('flows', body), ...page }),
    };
  },
  paginate: async ({ body }, { engine }) => {
    const limit = pageLimit(engine, body.limit);
    const conditions = relatedConditions('flows', body);
    const count = await countFlows(engine.store.read, conditions);
    const results = await listFlows(engine.store.read, {
      conditions,
      sort: body.sort,
      limit,
      offset: (body.page - 1) * limit,
    });
    return {
      status: 200,
      body: { results, count, limit, pages: limit === 0 ? 0 : Math.ceil(count / limit), page: body.page },
    };
  },
};
