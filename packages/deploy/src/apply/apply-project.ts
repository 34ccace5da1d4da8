// deploy: makes a server have what a manifest declares.
import type { Client } from '@signalbox/client';
import { type Change, type CurrentObject, isWrite } from '@signalbox/core';
import { preparedDeployments } from '../deploy/prepared-deployments.ts';
import { fullNameOf, type Project, settledDeployment } from '../deploy/resolve-project.ts';
import { type PlanProjectOptions, type ProjectPlan, planProject } from '../plan/plan-project.ts';
import { type BlockPlace, type Operation, operationsFor } from './operations.ts';
import { performAll } from './perform.ts';

export interface Applied {
  readonly changes: readonly Change[];
  /** Of the objects that were made: their ids by kind and key, as `deployment etl/daily`. */
  readonly ids: ReadonlyMap<string, CurrentObject['id']>;
}

async function blockPlaces(client: Client, changes: readonly Change[]): Promise<ReadonlyMap<string, BlockPlace>> {
  const made = changes.filter(({ kind, action }) => kind === 'block' && action === 'create');
  const places = made.map(async ({ key }) => {
    const slug = key.slice(0, key.indexOf('/'));
    const { id } = await client.block_types.read_by_slug({ params: { slug } });
    const [schema] = await client.block_schemas.filter({ body: { block_schemas: { block_type_id: { any_: [id] } } } });
    if (!schema) throw new Error(`The server has no schema for blocks of type ${slug}, which ${key} needs.`);
    return [key, { block_type_id: id, block_schema_id: schema.id }] as const;
  });
  return new Map(await Promise.all(places));
}

function idsFrom(
  changes: readonly Change[],
  operations: readonly Operation[],
  answers: readonly { readonly body: unknown }[],
): Applied['ids'] {
  const ids = new Map(
    changes.flatMap((change) => ('id' in change ? [[`${change.kind} ${change.key}`, change.id]] : [])),
  );
  for (const [index, { kind, key, call }] of operations.entries()) {
    const body = answers[index]?.body;
    const isItself = call.path !== '/flows/' && !ids.has(`${kind} ${key}`);
    if (isItself && typeof body === 'object' && body !== null && 'id' in body)
      ids.set(`${kind} ${key}`, String(body.id));
  }
  return ids;
}

/**
 * Carries out a plan. The build and push steps of the deployments that change run first; what does not change is not
 * written, and nobody is told of it.
 *
 * @throws StepError when a step fails: then nothing was written
 * @throws ApplyError when the server refuses a change
 */
export async function applyPlan(client: Client, project: Project, plan: ProjectPlan): Promise<Applied> {
  const writes = plan.changes.filter(isWrite);
  const changing = new Set(writes.filter(({ kind }) => kind === 'deployment').map(({ key }) => key));
  const changed = project.deployments.filter((ready) => changing.has(fullNameOf(ready)));
  const prepared = await preparedDeployments(client, changed, project.environment);
  const settled = await Promise.all(prepared.map((one) => settledDeployment(client, one, project.environment)));
  const operations = operationsFor(writes, {
    manifest: project.manifest,
    desired: plan.desired,
    deployments: plan.deployments,
    ready: new Map(settled.map((ready) => [fullNameOf(ready), ready])),
    blocks: await blockPlaces(client, writes),
  });
  const answers = await performAll(client, operations);
  return { changes: plan.changes, ids: idsFrom(plan.changes, operations, answers) };
}

/** Plans and applies at once: see `planProject` and `applyPlan`. */
export async function applyProject(
  client: Client,
  project: Project,
  options: PlanProjectOptions = {},
): Promise<Applied> {
  return applyPlan(client, project, await planProject(client, project, options));
}
