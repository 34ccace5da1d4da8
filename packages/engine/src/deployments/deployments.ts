// engine: deployments: flows that run elsewhere, on a schedule or on demand.
import {
  ApiError,
  type DeploymentContent,
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
  findDeploymentOfFlow,
  findFlow,
  findStoredDeployment,
  insertDeployment,
  type StoredDeployment,
  updateDeployment as updateRow,
} from '@signalbox/store';
import { mergeSchedules, replaceSchedules, withdrawRuns } from '../deployment-schedules/schedules.ts';
import { keepingVersions, keepVersion } from '../deployment-versions/keep-version.ts';
import type { Engine, Unit } from '../engine.ts';
import { changesOf } from '../events/resource-event.ts';
import { checkParameters } from './check-parameters.ts';
import { checkLimits, deleteOwnLimit, settleLimit } from './concurrency-limit.ts';
import { emitDeploymentEvent } from './deployment-event.ts';
import { placeOf } from './place.ts';

/** Characters that would not survive in a path. */
const UNUSABLE_IN_NAME = /[/%&><]/;

/** The members that the caller wrote: the others keep what is there. */
export type Given<Body> = { readonly [Member in keyof Body]?: Body[Member] | undefined };

/** @throws ApiError `invalid_request` */
function checkName(name: string): void {
  if (name === '' || UNUSABLE_IN_NAME.test(name))
    throw new ApiError('invalid_request', 'name: a deployment needs a name without any of / % & > <.');
}

/**
 * Makes the deployment, or changes the flow's deployment of that name: what `given` has is taken over, all else stays.
 * Content that is there already is not written again, and its runs stay.
 * @param body with the defaults of what was not given, for a new deployment
 * @throws ApiError `conflict` for an unknown flow, `not_found` for an unknown pool, `unprocessable` for a wrong schedule
 */
export function createDeployment(
  engine: Engine,
  body: DeploymentCreate,
  given: Given<DeploymentCreate>,
): Promise<{ deployment: DeploymentResponse; created: boolean }> {
  checkName(body.name);
  checkLimits(body);
  return engine.write(async (unit) => {
    if (!(await findFlow(unit.transaction, body.flow_id)))
      throw new ApiError('conflict', `Data integrity conflict: there is no flow ${body.flow_id}; create it first.`);
    const before = await findDeploymentOfFlow(unit.transaction, body.flow_id, body.name);
    const id = before?.id ?? newId<DeploymentId>();
    if (before)
      await keepingVersions(unit, id, async () => {
        const isChanged = await upsert(unit, before, body, given);
        return (await replaceSchedules(unit, id, body.schedules)) || isChanged || hasNumber(given);
      });
    else {
      await insert(unit, id, body, given);
      await replaceSchedules(unit, id, body.schedules);
      await keepVersion(unit, id);
      await emitDeploymentEvent(unit, 'created', id);
    }
    const deployment = await findDeployment(unit.transaction, id, unit.now);
    if (!deployment) throw new Error(`deployment ${id} is missing right after it was written`);
    return { deployment, created: !before };
  });
}

/** A limit of its own keeps its row when its number changes. */
const hasNumber = ({ concurrency_limit }: Given<DeploymentUpdate>): boolean => typeof concurrency_limit === 'number';

/** The members of a create that are columns as they are. */
function columnsOf<Body extends Given<DeploymentCreate>>(body: Body) {
  const {
    name: _name,
    flow_id: _flow,
    schedules: _schedules,
    labels: _labels,
    work_pool_name: _pool,
    work_queue_name: _queue,
    concurrency_limit: _limit,
    global_concurrency_limit_id: _shared,
    ...columns
  } = body;
  return columns;
}

const labelsOf = ({ flow_id, labels }: DeploymentCreate) => ({ 'prefect.flow.id': flow_id, ...labels });

async function insert(
  unit: Unit,
  id: DeploymentId,
  body: DeploymentCreate,
  given: Given<DeploymentCreate>,
): Promise<void> {
  await insertDeployment(unit.transaction, {
    ...columnsOf(body),
    ...(await placeOf(unit, body.work_pool_name, body.work_queue_name)),
    id,
    created: unit.now,
    updated: unit.now,
    name: body.name,
    flow_id: body.flow_id,
    labels: labelsOf(body),
    // What was not said is empty, what was said to be nothing stays nothing.
    parameter_openapi_schema: given.parameter_openapi_schema === undefined ? {} : body.parameter_openapi_schema,
    pull_steps: given.pull_steps === undefined ? [] : body.pull_steps,
    concurrency_limit_id: await settleLimit(unit, id, null, body),
    last_polled: null,
    status: 'NOT_READY',
    version_id: newId(),
    created_by: null,
    updated_by: null,
  });
}

async function upsert(
  unit: Unit,
  before: StoredDeployment,
  body: DeploymentCreate,
  given: Given<DeploymentCreate>,
): Promise<boolean> {
  const { work_pool_name = null, work_queue_name = null } = given;
  const moves = work_pool_name !== null || work_queue_name !== null;
  return write(unit, before, {
    ...columnsOf(given),
    labels: labelsOf(body),
    ...(moves && (await placeOf(unit, work_pool_name, work_queue_name))),
    concurrency_limit_id: await settleLimit(unit, before.id, before.concurrency_limit_id, given),
  });
}

/** Makes the deployment say this, whatever it said before; its schedules stay. @throws ApiError `not_found` for an unknown pool */
export async function setDeploymentContent(
  unit: Unit,
  before: StoredDeployment,
  content: Omit<DeploymentContent, 'schedules'>,
): Promise<void> {
  const { work_pool_name, work_queue_name } = content;
  await write(unit, before, {
    ...columnsOf(content),
    labels: content.labels ?? {},
    ...(await placeOf(unit, work_pool_name, work_pool_name && work_queue_name)),
    concurrency_limit_id: await settleLimit(unit, before.id, before.concurrency_limit_id, content),
  });
}

/** Writes what differs; runs that were made with the deployment as it was are made again. Whether something differed. */
async function write(
  unit: Unit,
  before: StoredDeployment,
  patch: { readonly [Column in keyof StoredDeployment]?: StoredDeployment[Column] | undefined },
): Promise<boolean> {
  const changes = changesOf(before, patch as Partial<StoredDeployment>);
  if (!changes) return false;
  await updateRow(unit.transaction, before.id, {
    ...(patch as Partial<StoredDeployment>),
    updated: unit.now,
    version_id: newId(),
  });
  await withdrawRuns(unit, { deployment_id: before.id, ...(patch.paused ? {} : { after: unit.now }) });
  await emitDeploymentEvent(unit, 'updated', before.id, changes);
  return true;
}

/** Columns that hold something always: a null for one of them is refused. */
const NEVER_NULL = ['parameters', 'enforce_parameter_schema', 'tags', 'paused'] as const;

/**
 * Changes what the patch has.
 * @throws ApiError `not_found` for the deployment or its pool; `conflict` for parameters that do not fit their schema,
 * or a null where there must be a value; `unprocessable` for a wrong schedule
 */
export function updateDeployment(engine: Engine, id: DeploymentId, patch: Given<DeploymentUpdate>): Promise<void> {
  checkLimits(patch);
  const missing = NEVER_NULL.find((member) => patch[member] === null);
  if (missing) throw new ApiError('conflict', `${missing}: it can be changed, not removed.`);
  const { schedules, work_pool_name, work_queue_name, concurrency_limit, global_concurrency_limit_id, ...rest } = patch;
  const { parameters, job_variables, enforce_parameter_schema, ...columns } = rest;
  return engine.write(async (unit) => {
    const before = await stored(unit, id);
    await keepingVersions(unit, id, async () => {
      const written = {
        ...columns,
        ...(parameters && { parameters }),
        ...(job_variables && { job_variables }),
        ...(typeof enforce_parameter_schema === 'boolean' && { enforce_parameter_schema }),
        ...(await movedPlace(unit, before, { work_pool_name, work_queue_name })),
        concurrency_limit_id: await settleLimit(unit, id, before.concurrency_limit_id, {
          concurrency_limit,
          global_concurrency_limit_id,
        }),
      };
      if (parameters || columns.parameter_openapi_schema || enforce_parameter_schema)
        checkNewParameters({ ...before, ...dropUndefined(written) });
      const isChanged = await write(unit, before, written);
      return (schedules !== undefined && (await mergeSchedules(unit, id, schedules))) || isChanged || hasNumber(patch);
    });
  });
}

/** A deployment may lack parameters that its runs bring, but what it has must fit. */
function checkNewParameters(deployment: StoredDeployment): void {
  if (deployment.enforce_parameter_schema)
    checkParameters('updating deployment', deployment, { ignore_required: true });
}

function dropUndefined<T extends object>(values: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  // The edge: Object.fromEntries forgets the names that the filter keeps.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

async function stored(unit: Unit, id: DeploymentId): Promise<StoredDeployment> {
  const deployment = await findStoredDeployment(unit.transaction, id);
  if (!deployment) throw notFound('Deployment');
  return deployment;
}

/** A queue that is named alone lies in the deployment's pool; null for the pool takes the deployment out of it. */
async function movedPlace(
  unit: Unit,
  { id }: StoredDeployment,
  { work_pool_name, work_queue_name }: Pick<Given<DeploymentUpdate>, 'work_pool_name' | 'work_queue_name'>,
) {
  if (work_pool_name === null) return { work_queue_id: null };
  if (work_pool_name !== undefined) return placeOf(unit, work_pool_name, work_queue_name ?? null);
  if (!work_queue_name) return {};
  const current = await findDeployment(unit.transaction, id, unit.now);
  return placeOf(unit, current?.work_pool_name ?? null, work_queue_name);
}

/** Stops or starts the schedules of a deployment; runs on demand go on. @throws ApiError `not_found` */
export function setDeploymentPaused(engine: Engine, id: DeploymentId, paused: boolean): Promise<void> {
  return engine.write((unit) => setDeploymentPausedIn(unit, id, paused));
}

/** The same within a unit of work. */
export async function setDeploymentPausedIn(unit: Unit, id: DeploymentId, paused: boolean): Promise<void> {
  await write(unit, await stored(unit, id), { paused });
}

/** Deletes the deployment with its schedules and the runs that have not started. @throws ApiError `not_found` */
export function deleteDeployment(engine: Engine, id: DeploymentId): Promise<void> {
  return engine.write((unit) => removeDeployment(unit, id));
}

/** The same within a unit of work. */
export async function removeDeployment(unit: Unit, id: DeploymentId): Promise<void> {
  await stored(unit, id);
  await emitDeploymentEvent(unit, 'deleted', id);
  await withdrawRuns(unit, { deployment_id: id, by_hand: true });
  await deleteOwnLimit(unit, id);
  await deleteRow(unit.transaction, id);
}
