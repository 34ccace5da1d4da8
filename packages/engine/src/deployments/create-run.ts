// engine: runs of a deployment, on demand.
import {
  ApiError,
  type CreatedBy,
  type DeploymentFlowRunCreate,
  type DeploymentId,
  type DeploymentResponse,
  notFound,
  type StateCreate,
  StateDetails,
} from '@signalbox/contract';
import type { Client } from '@signalbox/core';
import { findDeployment } from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';
import { type CreatedFlowRun, createFlowRunIn, type NewFlowRun } from '../flow-runs/create-flow-run.ts';
import { checkParameters } from './check-parameters.ts';
import { placeOf } from './place.ts';

const SCHEDULED_NOW: StateCreate = {
  type: 'SCHEDULED',
  name: 'Scheduled',
  message: null,
  data: null,
  state_details: StateDetails.parse({}),
};

/** What every run of a deployment starts from: the deployment's own values, under those that are asked for. */
export function runOfDeployment(deployment: DeploymentResponse, asked: Partial<DeploymentFlowRunCreate>): NewFlowRun {
  return {
    flow_id: deployment.flow_id,
    name: asked.name,
    state: asked.state ?? SCHEDULED_NOW,
    deployment_id: deployment.id,
    deployment_version: deployment.version,
    work_queue_id: deployment.work_queue_id,
    work_queue_name: deployment.work_queue_name,
    parameters: { ...deployment.parameters, ...asked.parameters },
    context: asked.context ?? {},
    ...(asked.empirical_policy && { empirical_policy: asked.empirical_policy }),
    tags: [...new Set([...deployment.tags, ...(asked.tags ?? [])])],
    labels: { ...deployment.labels, 'prefect.deployment.id': deployment.id, ...asked.labels },
    idempotency_key: asked.idempotency_key ?? null,
    parent_task_run_id: asked.parent_task_run_id ?? null,
    infrastructure_document_id: asked.infrastructure_document_id ?? deployment.infrastructure_document_id,
    job_variables: asked.job_variables ?? {},
  };
}

/**
 * Makes a run of the deployment.
 * @throws ApiError `not_found`; `conflict` for parameters that do not fit; `bad_request` for a queue without a pool
 */
export function createDeploymentRun(
  engine: Engine,
  id: DeploymentId,
  body: DeploymentFlowRunCreate,
  client: Client,
): Promise<CreatedFlowRun> {
  return engine.write(async (unit) => {
    const deployment = await findDeployment(unit.transaction, id, unit.now);
    if (!deployment) throw notFound('Deployment');
    return createDeploymentRunIn(unit, deployment, body, client);
  });
}

/** The same within a unit of work. A refusal comes before anything is written. */
export async function createDeploymentRunIn(
  unit: Unit,
  deployment: DeploymentResponse,
  body: DeploymentFlowRunCreate,
  client: Client,
  created_by: CreatedBy | null = null,
): Promise<CreatedFlowRun> {
  const run = { ...runOfDeployment(deployment, body), created_by };
  if (body.enforce_parameter_schema ?? deployment.enforce_parameter_schema)
    checkParameters('creating flow run', { ...deployment, parameters: run.parameters ?? {} });
  return createFlowRunIn(unit, { ...run, ...(await otherQueue(unit, deployment, body.work_queue_name)) }, client);
}

/** A run may wait in another queue of its deployment's pool. */
async function otherQueue(unit: Unit, deployment: DeploymentResponse, work_queue_name: string | null) {
  if (work_queue_name === null) return {};
  if (deployment.work_pool_name === null)
    throw new ApiError(
      'bad_request',
      `work_queue_name: deployment ${deployment.id} has no work pool in which there could be a queue "${work_queue_name}": leave the name out, or give the deployment a pool.`,
    );
  return placeOf(unit, deployment.work_pool_name, work_queue_name);
}
