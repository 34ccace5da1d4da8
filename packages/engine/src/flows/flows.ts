// engine: flows come into being by name.
import {
  type Flow,
  type FlowCreate,
  type FlowFilter,
  type FlowId,
  type FlowUpdate,
  notFound,
} from '@signalbox/contract';
import { newId } from '@signalbox/core';
import {
  deleteFlowRunsOfFlow,
  deleteFlow as deleteRow,
  findFlow,
  findFlowByName,
  insertFlow,
  listDeploymentIdsOfFlow,
  listFlowIds,
  relatedConditions,
  updateFlow as updateRow,
} from '@signalbox/store';
import { removeDeployment } from '../deployments/deployments.ts';
import type { Engine } from '../engine.ts';

/** Gives the flow of that name, making it when there is none. */
export function createFlow(engine: Engine, body: FlowCreate): Promise<{ flow: Flow; created: boolean }> {
  return engine.write(async ({ transaction, now }) => {
    const existing = await findFlowByName(transaction, body.name);
    if (existing) return { flow: existing, created: false };
    const flow = { id: newId<FlowId>(), created: now, updated: now, ...body, labels: body.labels ?? {} };
    await insertFlow(transaction, flow);
    return { flow, created: true };
  });
}

/** @throws ApiError `not_found` */
export function updateFlow(engine: Engine, id: FlowId, patch: FlowUpdate): Promise<void> {
  return engine.write(async ({ transaction, now }) => {
    if (!(await updateRow(transaction, id, { ...patch, updated: now }))) throw notFound('Flow');
  });
}

/** Runs deleted in one commit, so that others need not wait long. */
const RUNS_PER_COMMIT = 100;

/** Deletes the flow with its deployments and runs. @throws ApiError `not_found` */
export async function deleteFlow(engine: Engine, id: FlowId): Promise<void> {
  if (!(await findFlow(engine.store.read, id))) throw notFound('Flow');
  await engine.write(async (unit) => {
    for (const deployment_id of await listDeploymentIdsOfFlow(unit.transaction, id))
      await removeDeployment(unit, deployment_id);
  });
  while (await engine.write(({ transaction }) => deleteFlowRunsOfFlow(transaction, id, RUNS_PER_COMMIT)));
  await engine.write(async ({ transaction }) => {
    if (!(await deleteRow(transaction, id))) throw notFound('Flow');
  });
}

/** Deletes up to `limit` flows that satisfy the filter, each with its deployments and runs. Answers their ids. */
export async function deleteFlows(
  engine: Engine,
  { flows, limit }: { readonly flows?: FlowFilter | null | undefined; readonly limit: number },
): Promise<FlowId[]> {
  const ids = await listFlowIds(engine.store.read, relatedConditions('flows', { flows }), limit);
  for (const id of ids) await deleteFlow(engine, id);
  return ids;
}
