// engine: how a flow run comes into being.
import {
  ApiError,
  type CreatedBy,
  type DeploymentId,
  type FlowRunCreate,
  type FlowRunId,
  FlowRunPolicy,
  type FlowRunResponse,
  type LabelValue,
  notFound,
  type StateCreate,
  StateDetails,
  type Timestamp,
  type WorkQueueId,
} from '@signalbox/contract';
import { type Client, newId } from '@signalbox/core';
import {
  type Decoded,
  type FlowRunRow,
  findFlow,
  findFlowRun,
  findFlowRunByIdempotencyKey,
  findQueueByNames,
} from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';
import { runName } from './run-name.ts';
import { beginFlowRun } from './transition.ts';

/** Largest parameters of a run, in bytes of JSON, as in Prefect. */
const PARAMETER_BYTES_AT_MOST = 512 * 1024;

/** The first state of a run that was given none. */
const PENDING: StateCreate = {
  type: 'PENDING',
  name: 'Pending',
  message: null,
  data: null,
  state_details: StateDetails.parse({}),
};

/** What a new run may be given; all else has the defaults of the wire. */
export interface NewFlowRun {
  readonly flow_id: FlowRunResponse['flow_id'];
  readonly name?: string | null | undefined;
  readonly state?: StateCreate | null;
  readonly deployment_id?: DeploymentId | null;
  readonly deployment_version?: string | null;
  readonly work_queue_id?: WorkQueueId | null;
  readonly work_queue_name?: string | null;
  readonly flow_version?: string | null;
  readonly parameters?: Record<string, unknown>;
  readonly idempotency_key?: string | null;
  readonly context?: Record<string, unknown>;
  readonly empirical_policy?: FlowRunPolicy;
  readonly tags?: readonly string[];
  readonly labels?: Record<string, LabelValue> | null;
  readonly parent_task_run_id?: FlowRunResponse['parent_task_run_id'];
  readonly infrastructure_document_id?: FlowRunResponse['infrastructure_document_id'];
  readonly auto_scheduled?: boolean;
  readonly created_by?: CreatedBy | null;
  readonly job_variables?: Record<string, unknown> | null;
  /** Default: the time of its first state. */
  readonly expected_start_time?: Timestamp | null;
}

export interface CreatedFlowRun {
  readonly flow_run: FlowRunResponse;
  /** False when a run with the same idempotency key was there already: it is given unchanged. */
  readonly created: boolean;
}

/**
 * Makes a run and its first state within a unit of work.
 * @throws ApiError `unprocessable` when the parameters are larger than 512 KiB
 */
export async function createFlowRunIn(unit: Unit, input: NewFlowRun, client?: Client): Promise<CreatedFlowRun> {
  if (input.idempotency_key) {
    const existing = await findFlowRunByIdempotencyKey(
      unit.transaction,
      input.flow_id,
      input.idempotency_key,
      unit.now,
    );
    if (existing) return { flow_run: existing, created: false };
  }
  const run = newRun(unit, input);
  await beginFlowRun(unit, run, input.state ?? PENDING, client);
  const flow_run = await findFlowRun(unit.transaction, run.id, unit.now);
  if (!flow_run) throw new Error(`flow run ${run.id} is missing right after it was made`);
  return { flow_run, created: true };
}

function newRun(unit: Unit, input: NewFlowRun): Decoded<FlowRunRow> {
  const parameters = input.parameters ?? {};
  const bytes = Buffer.byteLength(JSON.stringify(parameters));
  if (bytes > PARAMETER_BYTES_AT_MOST) {
    throw new ApiError(
      'unprocessable',
      `The parameters are ${bytes} bytes of JSON; at most ${PARAMETER_BYTES_AT_MOST} are taken: pass a reference to the data instead.`,
    );
  }
  const policy = input.empirical_policy ?? FlowRunPolicy.parse({});
  return {
    id: newId<FlowRunId>(),
    created: unit.now,
    updated: unit.now,
    name: input.name ?? runName(),
    flow_id: input.flow_id,
    state_id: null,
    state_type: null,
    state_name: null,
    state_timestamp: null,
    deployment_id: input.deployment_id ?? null,
    deployment_version: input.deployment_version ?? null,
    work_queue_id: input.work_queue_id ?? null,
    work_queue_name: input.work_queue_name ?? null,
    flow_version: input.flow_version ?? null,
    parameters,
    idempotency_key: input.idempotency_key ?? null,
    context: input.context ?? {},
    empirical_policy: { ...policy, pause_keys: policy.pause_keys ?? [] },
    tags: [...(input.tags ?? [])],
    labels: input.labels ?? {},
    parent_task_run_id: input.parent_task_run_id ?? null,
    run_count: 0,
    expected_start_time: input.expected_start_time ?? null,
    next_scheduled_start_time: null,
    start_time: null,
    end_time: null,
    total_run_time: 0,
    auto_scheduled: input.auto_scheduled ?? false,
    infrastructure_document_id: input.infrastructure_document_id ?? null,
    infrastructure_pid: null,
    created_by: input.created_by ?? null,
    job_variables: input.job_variables ?? {},
  };
}

/** Makes a run for a flow, as a client that runs it by itself does. @throws ApiError `not_found` for an unknown flow */
export function createFlowRun(engine: Engine, body: FlowRunCreate, client: Client): Promise<CreatedFlowRun> {
  return engine.write(async (unit) => {
    const { work_pool_name, work_queue_name, ...input } = body;
    const flow = await findFlow(unit.transaction, body.flow_id);
    if (!flow) throw notFound('Flow');
    const queue = await findQueue(unit, work_pool_name, work_queue_name);
    const labels = { 'prefect.flow.id': flow.id, ...flow.labels, ...body.labels };
    return createFlowRunIn(unit, { ...input, ...queue, labels }, client);
  });
}

async function findQueue(
  unit: Unit,
  pool: string | null,
  queue: string | null,
): Promise<Pick<NewFlowRun, 'work_queue_id' | 'work_queue_name'>> {
  if (pool === null) return { work_queue_name: queue };
  const row = await findQueueByNames(unit.transaction, pool, queue);
  if (!row) throw notFound(queue === null ? `Work pool '${pool}'` : `Work queue '${queue}' of work pool '${pool}'`);
  return { work_queue_id: row.id, work_queue_name: row.name };
}
