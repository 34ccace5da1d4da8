// engine: deployments: flows that run elsewhere, on a schedule or on demand.
import {
  ApiError,
  type DeploymentCreate,
  type DeploymentId,
  type DeploymentResponse,
  type DeploymentUpdate,
  notFound,
} from '@signalbox/contract';
import { newId } from '@signalbox/core';
import {
  deleteDeployment as deleteRow,
  findDeployment,
  findDeploymentRow,
  findFlow,
  insertDeployment,
  updateDeployment as updateRow,
} from '@signalbox/store';
import { replaceSchedules, withdrawScheduledRuns } from '../deployment-schedules/schedules.ts';
import type { Engine, Unit } from '../engine.ts';
import { settleLimit } from './concurrency-limit.ts';
import { deploymentEvent } from './deployment-event.ts';
import { placeOf } from './place.ts';

type Row = NonNullable<Awaited<ReturnType<typeof findDeploymentRow>>>;

async function existing(unit: Unit, id: DeploymentId): Promise<DeploymentResponse> {
  const deployment = await findDeployment(unit.transaction, id, unit.now);
  if (!deployment) throw notFound('Deployment');
  return deployment;
}

/** The content of a deployment that a create names; what the server adds is not part of it. */
type Content = Omit<
  Row,
  | 'id'
  | 'created'
  | 'updated'
  | 'last_polled'
  | 'status'
  | 'concurrency_limit'
  | 'concurrency_limit_id'
  | 'version_id'
  | 'created_by'
  | 'updated_by'
>;

async function contentOf(unit: Unit, body: DeploymentCreate): Promise<Content> {
  const {
    schedules: _s,
    concurrency_limit: _c,
    global_concurrency_limit_id: _g,
    work_pool_name,
    work_queue_name,
    ...columns
  } = body;
  const place = await placeOf(unit, work_pool_name, work_queue_name);
  const labels = { 'prefect.flow.id': body.flow_id, ...body.labels };
  return { ...columns, ...place, labels, pull_steps: body.pull_steps ?? [] };
}

/** Whether an upsert would change nothing: then nothing is written. */
function isUnchanged(row: Row, content: Content, body: DeploymentCreate): boolean {
  const before = JSON.stringify(Object.keys(content).map((key) => row[key as keyof Content]));
  return (
    before === JSON.stringify(Object.values(content)) &&
    row.concurrency_limit === body.concurrency_limit &&
    !body.global_concurrency_limit_id
  );
}

/**
 * Makes the deployment, or changes the flow's deployment of that name.
 * @throws ApiError `conflict` for an unknown flow, `not_found` for an unknown pool, `unprocessable` for a wrong schedule
 */
export function createDeployment(
  engine: Engine,
  body: DeploymentCreate,
): Promise<{ deployment: DeploymentResponse; created: boolean }> {
  return engine.write(async (unit) => {
    if (!(await findFlow(unit.transaction, body.flow_id)))
      throw new ApiError('conflict', `Data integrity conflict: there is no flow ${body.flow_id}; create it first.`);
    const row = await findDeploymentRow(unit.transaction, body.flow_id, body.name);
    const content = await contentOf(unit, body);
    const id = row?.id ?? newId<DeploymentId>();
    if (!row) await insert(unit, id, content, body);
    else if (!isUnchanged(row, content, body)) await change(unit, row, content, body);
    await replaceSchedules(unit, id, body.schedules);
    if (row && row.paused !== body.paused) await withdrawScheduledRuns(unit, id, null);
    const deployment = await existing(unit, id);
    if (!row) unit.emit(deploymentEvent('created', deployment, unit.now));
    return { deployment, created: !row };
  });
}

async function insert(unit: Unit, id: DeploymentId, content: Content, body: DeploymentCreate): Promise<void> {
  const limit = await settleLimit(unit, id, null, body);
  await insertDeployment(unit.transaction, {
    ...content,
    concurrency_limit: null,
    concurrency_limit_id: null,
    ...limit,
    id,
    created: unit.now,
    updated: unit.now,
    last_polled: null,
    status: 'NOT_READY',
    version_id: newId(),
    created_by: null,
    updated_by: null,
  });
}

async function change(unit: Unit, row: Row, content: Content, body: DeploymentCreate): Promise<void> {
  const limit = await settleLimit(unit, row.id, row.concurrency_limit_id, body);
  await updateRow(unit.transaction, row.id, { ...content, ...limit, updated: unit.now, version_id: newId() });
  unit.emit(deploymentEvent('updated', { id: row.id, name: row.name }, unit.now));
}

/** @throws ApiError `not_found`, `unprocessable` for a wrong schedule */
export function updateDeployment(engine: Engine, id: DeploymentId, patch: DeploymentUpdate): Promise<void> {
  return engine.write(async (unit) => {
    const before = await existing(unit, id);
    const {
      schedules,
      concurrency_limit,
      global_concurrency_limit_id,
      work_pool_name,
      work_queue_name,
      parameters,
      job_variables,
      enforce_parameter_schema,
      ...rest
    } = patch;
    const limit = await settleLimit(unit, id, before.global_concurrency_limit?.id ?? null, {
      concurrency_limit,
      global_concurrency_limit_id,
    });
    const moves = work_pool_name !== undefined || work_queue_name !== undefined;
    const place = moves ? await placeOf(unit, work_pool_name ?? before.work_pool_name, work_queue_name ?? null) : {};
    await updateRow(unit.transaction, id, {
      ...rest,
      ...limit,
      ...place,
      ...(parameters && { parameters }),
      ...(job_variables && { job_variables }),
      ...(typeof enforce_parameter_schema === 'boolean' && { enforce_parameter_schema }),
      updated: unit.now,
    });
    if (schedules) {
      const wanted = schedules.flatMap(({ schedule, active, max_scheduled_runs, parameters, slug, replaces }) =>
        schedule
          ? [
              {
                schedule,
                active: active ?? true,
                max_scheduled_runs: max_scheduled_runs ?? null,
                parameters: parameters ?? {},
                slug: slug ?? null,
                replaces: replaces ?? null,
              },
            ]
          : [],
      );
      await replaceSchedules(unit, id, wanted);
    }
    // What waits was made with the deployment as it was.
    await withdrawScheduledRuns(unit, id, null);
    unit.emit(deploymentEvent('updated', before, unit.now));
  });
}

/** Stops or starts the schedules of a deployment; runs on demand go on. @throws ApiError `not_found` */
export function setDeploymentPaused(engine: Engine, id: DeploymentId, paused: boolean): Promise<void> {
  return engine.write(async (unit) => {
    if (!(await updateRow(unit.transaction, id, { paused, updated: unit.now }))) throw notFound('Deployment');
    await withdrawScheduledRuns(unit, id, null);
  });
}

/** Deletes the deployment with its schedules and the runs that have not started. @throws ApiError `not_found` */
export function deleteDeployment(engine: Engine, id: DeploymentId): Promise<void> {
  return engine.write(async (unit) => {
    const deployment = await existing(unit, id);
    await withdrawScheduledRuns(unit, id, null);
    await deleteRow(unit.transaction, id);
    unit.emit(deploymentEvent('deleted', deployment, unit.now));
  });
}
