// server: answers about deployments.
import { DeploymentId, type DeploymentResponse, FlowRunFilter, notFound } from '@signalbox/contract';
import { addSeconds } from '@signalbox/core';
import {
  createDeployment,
  createDeploymentRun,
  createDeploymentRuns,
  deleteDeployment,
  deleteDeployments,
  type Engine,
  horizonAt,
  noteDeploymentPoll,
  pageLimit,
  scheduleDeployment,
  setDeploymentPaused,
  updateDeployment,
} from '@signalbox/engine';
import {
  countDeployments,
  findDeployment,
  findDeploymentByName,
  listDeployments,
  listFlowRuns,
  listWorkQueues,
  relatedConditions,
} from '@signalbox/store';
import { sql } from 'kysely';
import { clientOf } from '../http/client-of.ts';
import { givenMembers } from '../http/given.ts';
import type { HandlersOf } from '../http/handler.ts';

async function existing(engine: Engine, id: DeploymentId): Promise<DeploymentResponse> {
  const deployment = await findDeployment(engine.store.read, id, engine.clock());
  if (!deployment) throw notFound('Deployment');
  return deployment;
}

export const deployments: HandlersOf<'deployments'> = {
  create: async ({ body }, { engine, body_text }) => {
    const { deployment, created } = await createDeployment(engine, body, givenMembers(body, body_text));
    return { status: created ? 201 : 200, body: deployment };
  },
  update: async ({ params, body }, { engine, body_text }) => {
    await updateDeployment(engine, params.id, givenMembers(body, body_text));
    return { status: 204, body: null };
  },
  read: async ({ params }, { engine }) => ({ status: 200, body: await existing(engine, params.id) }),
  delete: async ({ params }, { engine }) => {
    await deleteDeployment(engine, params.id);
    return { status: 204, body: null };
  },
  read_by_name: async ({ params }, { engine }) => {
    const deployment = await findDeploymentByName(engine.store.read, params, engine.clock());
    if (!deployment) throw notFound('Deployment');
    return { status: 200, body: deployment };
  },
  bulk_delete: async ({ body }, { engine }) => ({
    status: 200,
    body: { deleted: await deleteDeployments(engine, body) },
  }),
  create_flow_runs: async ({ params, body }, { engine, headers }) => ({
    status: 200,
    body: { results: await createDeploymentRuns(engine, params.id, body, clientOf(headers)) },
  }),
  filter: async ({ body }, { engine }) => {
    const page = { sort: body.sort, limit: pageLimit(engine, body.limit), offset: body.offset, now: engine.clock() };
    return {
      status: 200,
      body: await listDeployments(engine.store.read, { conditions: relatedConditions('deployments', body), ...page }),
    };
  },
  paginate: async ({ body }, { engine }) => {
    const limit = pageLimit(engine, body.limit);
    const conditions = relatedConditions('deployments', body);
    const count = await countDeployments(engine.store.read, conditions);
    const offset = (body.page - 1) * limit;
    const results = await listDeployments(engine.store.read, {
      conditions,
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
  get_scheduled_flow_runs: async ({ body }, { engine }) => {
    const ids = body.deployment_ids.map((id) => DeploymentId.parse(id));
    await noteDeploymentPoll(engine, ids);
    const filter = FlowRunFilter.parse({
      deployment_id: { any_: ids },
      state: { type: { any_: ['SCHEDULED'] } },
      ...(body.scheduled_before && { next_scheduled_start_time: { before_: body.scheduled_before } }),
    });
    const conditions = relatedConditions('flow_runs', { flow_runs: filter });
    const page = {
      sort: 'NEXT_SCHEDULED_START_TIME_ASC',
      limit: pageLimit(engine, body.limit),
      offset: 0,
      now: engine.clock(),
    } as const;
    return { status: 200, body: await listFlowRuns(engine.store.read, { conditions, ...page }) };
  },
  count: async ({ body }, { engine }) => ({
    status: 200,
    body: await countDeployments(engine.store.read, relatedConditions('deployments', body)),
  }),
  schedule: async ({ params, body }, { engine }) => {
    const from = body.start_time ?? engine.clock();
    const usual = horizonAt(from, engine.settings);
    await scheduleDeployment(engine, params.id, {
      from,
      until: body.end_time ?? usual.until,
      min_until: body.min_time === undefined ? usual.min_until : addSeconds(from, body.min_time),
      min_runs: body.min_runs ?? usual.min_runs,
      max_runs: Math.min(body.max_runs ?? usual.max_runs, usual.max_runs),
    });
    return { status: 200, body: null };
  },
  resume: async ({ params }, { engine }) => {
    await setDeploymentPaused(engine, params.id, false);
    return { status: 200, body: null };
  },
  pause: async ({ params }, { engine }) => {
    await setDeploymentPaused(engine, params.id, true);
    return { status: 200, body: null };
  },
  create_flow_run: async ({ params, body }, { engine, headers }) => {
    const { flow_run, created } = await createDeploymentRun(engine, params.id, body, clientOf(headers));
    return { status: created ? 201 : 200, body: flow_run };
  },
  work_queue_check: async ({ params }, { engine }) => {
    const { work_queue_id } = await existing(engine, params.id);
    const conditions = work_queue_id === null ? [] : [sql<boolean>`work_queues.id = ${work_queue_id}`];
    const queues = await listWorkQueues(engine.store.read, {
      conditions,
      order: 'priority',
      limit: engine.settings.page_size,
      offset: 0,
    });
    return { status: 200, body: queues };
  },
};
