// engine: what is done to many deployments, or many runs of one, at once.
import {
  ApiError,
  type DeploymentFilter,
  type DeploymentFlowRunCreate,
  type DeploymentId,
  type FlowRunCreateResult,
  notFound,
} from '@signalbox/contract';
import type { Client } from '@signalbox/core';
import { findDeployment, listDeploymentIds, relatedConditions } from '@signalbox/store';
import type { Engine } from '../engine.ts';
import { createDeploymentRunIn } from './create-run.ts';
import { removeDeployment } from './deployments.ts';

/** Answers the ids of the deployments that were deleted: up to `limit` of those that satisfy the filter. */
export function deleteDeployments(
  engine: Engine,
  { deployments, limit }: { readonly deployments?: DeploymentFilter | null | undefined; readonly limit: number },
): Promise<DeploymentId[]> {
  return engine.write(async (unit) => {
    const ids = await listDeploymentIds(unit.transaction, relatedConditions('deployments', { deployments }), limit);
    for (const id of ids) await removeDeployment(unit, id);
    return ids;
  });
}

/** Runs that one request makes. */
const RUNS_AT_MOST = 100;

/**
 * Makes many runs of a deployment; one that cannot be made is told apart and hinders none of the others.
 * @throws ApiError `not_found`; `bad_request` for more than 100
 */
export function createDeploymentRuns(
  engine: Engine,
  id: DeploymentId,
  bodies: readonly DeploymentFlowRunCreate[],
  client: Client,
): Promise<FlowRunCreateResult[]> {
  if (bodies.length > RUNS_AT_MOST)
    throw new ApiError(
      'bad_request',
      `${bodies.length} flow runs were asked for; one request makes at most ${RUNS_AT_MOST}.`,
    );
  return engine.write(async (unit) => {
    const deployment = await findDeployment(unit.transaction, id, unit.now);
    if (!deployment) throw notFound('Deployment');
    const results: FlowRunCreateResult[] = [];
    for (const body of bodies) {
      try {
        const { flow_run } = await createDeploymentRunIn(unit, deployment, body, client);
        results.push({ flow_run_id: flow_run.id, status: 'CREATED', error: null });
      } catch (error) {
        // A refusal comes before anything is written; whatever else goes wrong undoes all.
        if (!(error instanceof ApiError)) throw error;
        results.push({ flow_run_id: null, status: 'FAILED', error: error.message });
      }
    }
    return results;
  });
}
