// engine: what the templates of an automation may show: the event, the automation, and what the event is about.
import {
  DeploymentId,
  type Event,
  FlowId,
  FlowRunId,
  type Resource,
  TaskRunId,
  WorkPoolId,
  WorkQueueId,
} from '@signalbox/contract';
import { idInEvent, type ResourceKind } from '@signalbox/core';
import {
  type DueAction,
  findDeployment,
  findFlow,
  findFlowRun,
  findTaskRun,
  findWorkPoolById,
  findWorkQueueById,
} from '@signalbox/store';
import type { z } from 'zod';
import type { Engine } from '../engine.ts';

/** A resource shows its labels, and three of them by short names. */
const shownResource = (labels: Resource) => ({
  ...labels,
  id: labels['prefect.resource.id'],
  name: labels['prefect.resource.name'],
  role: labels['prefect.resource.role'],
});

function shownEvent(event: Event) {
  const related = event.related.map(shownResource);
  const roles = [...new Set(related.flatMap(({ role }) => role ?? []))];
  return {
    ...event,
    resource: shownResource(event.resource),
    related,
    resource_in_role: Object.fromEntries(roles.map((role) => [role, related.find((one) => one.role === role)])),
    resources_in_role: Object.fromEntries(roles.map((role) => [role, related.filter((one) => one.role === role)])),
  };
}

/** An id in an event may be any text that a client wrote. */
function idOf<Schema extends z.ZodType>(schema: Schema, event: Event, kind: ResourceKind): z.output<Schema> | null {
  const id = schema.safeParse(idInEvent(event, kind));
  return id.success ? id.data : null;
}

/** Reads what the event tells of; what is not there any more is left out. */
async function objectsOf({ store, clock }: Engine, event: Event) {
  const { read } = store;
  const now = clock();
  const flow_run_id = idOf(FlowRunId, event, 'flow-run');
  const task_run_id = idOf(TaskRunId, event, 'task-run');
  const work_pool_id = idOf(WorkPoolId, event, 'work-pool');
  const work_queue_id = idOf(WorkQueueId, event, 'work-queue');
  const flow_run = flow_run_id && (await findFlowRun(read, flow_run_id, now));
  const deployment_id = idOf(DeploymentId, event, 'deployment') ?? flow_run?.deployment_id ?? null;
  const deployment = deployment_id && (await findDeployment(read, deployment_id, now));
  const flow_id = idOf(FlowId, event, 'flow') ?? flow_run?.flow_id ?? deployment?.flow_id ?? null;
  return {
    flow_run,
    deployment,
    flow: flow_id && (await findFlow(read, flow_id)),
    task_run: task_run_id && (await findTaskRun(read, task_run_id, now)),
    work_pool: work_pool_id && (await findWorkPoolById(read, work_pool_id)),
    work_queue: work_queue_id && (await findWorkQueueById(read, work_queue_id)),
  };
}

/** The pages of the dashboard. */
const PAGES: { readonly [name: string]: (thing: { id: string; name?: string }) => string } = {
  flow_run: ({ id }) => `flow-runs/${id}`,
  task_run: ({ id }) => `task-runs/${id}`,
  deployment: ({ id }) => `deployments/${id}`,
  flow: ({ id }) => `flows/${id}`,
  work_pool: ({ id, name }) => `work-pools/${encodeURIComponent(name ?? id)}`,
};

function withPage(ui_url: string | null, name: string, thing: { id: string; name?: string }) {
  const page = PAGES[name];
  return ui_url === null || page === undefined ? thing : { ...thing, ui_url: `${ui_url}/${page(thing)}` };
}

export async function templateObjects(
  engine: Engine,
  { automation, triggering_event }: Pick<DueAction, 'automation' | 'triggering_event'>,
): Promise<Record<string, unknown>> {
  const things = { automation, ...(triggering_event && (await objectsOf(engine, triggering_event))) };
  const ui_url = engine.settings.ui_url?.replace(/\/+$/, '') ?? null;
  const shown = Object.entries(things).flatMap(([name, thing]) =>
    thing ? [[name, withPage(ui_url, name, thing)]] : [],
  );
  return { ...Object.fromEntries(shown), event: triggering_event && shownEvent(triggering_event) };
}
