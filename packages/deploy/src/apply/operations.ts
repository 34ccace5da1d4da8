// deploy: the calls that carry out a plan.
import type { BatchCall } from '@signalbox/contract';
import type { Change, DesiredObject, Fields } from '@signalbox/core';
import { createBody, type ReadyDeployment } from '../deploy/deployment-body.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { CurrentDeployment } from '../plan/current-objects.ts';
import { newPoolFields } from '../plan/desired-objects.ts';
import { appliedHash, LABELS, labelsOf } from '../plan/ownership.ts';

/** One call, with what it is for. */
export interface Operation {
  readonly call: BatchCall;
  readonly kind: Change['kind'];
  readonly key: string;
  /** Calls of a stage need nothing of each other, only the answers to those of earlier stages. */
  readonly stage: number;
}

/** Of a block: the ids of its type and schema. */
export interface BlockPlace {
  readonly block_type_id: string;
  readonly block_schema_id: string;
}

export interface OperationSources {
  readonly manifest: Manifest;
  readonly desired: readonly DesiredObject[];
  readonly deployments: ReadonlyMap<string, CurrentDeployment>;
  /** Those that change, with the outputs of their steps filled in, by `flow/name`. */
  readonly ready: ReadonlyMap<string, ReadyDeployment>;
  readonly blocks: ReadonlyMap<string, BlockPlace>;
}

const STAGE = { 'work-pool': 1, variable: 1, block: 1, flow: 2, deployment: 3, automation: 4, removal: 5 } as const;

const segment = (text: string): string => encodeURIComponent(text);

const idOfCall = (index: number): string => `{{ calls.${index}.id }}`;

type Schedules = readonly Readonly<Record<string, unknown>>[];

/** The schedules as the server has them, in the form that makes them again. */
const keptSchedules = (schedules: unknown): Schedules =>
  (Array.isArray(schedules) ? schedules : []).map(
    ({ schedule, active, slug, parameters, max_scheduled_runs }: Schedules[number]) => ({
      schedule,
      active,
      slug,
      parameters,
      max_scheduled_runs,
    }),
  );

class Operations {
  readonly list: Operation[] = [];
  readonly #flows = new Map<string, number>();
  readonly #sources: OperationSources;

  constructor(sources: OperationSources) {
    this.#sources = sources;
  }

  #add(stage: number, { kind, key }: Pick<Change, 'kind' | 'key'>, call: BatchCall): number {
    this.list.push({ call, kind, key, stage });
    return this.list.length - 1;
  }

  add(change: Change, fields: Fields): void {
    if (change.action === 'delete') this.#remove(change);
    else if (change.kind === 'deployment') this.#deployment(change);
    else if (change.kind === 'block') this.#block(change, fields);
    else this.#add(STAGE[change.kind], change, this.#simpleCall(change, fields));
  }

  #simpleCall(change: Change, fields: Fields): BatchCall {
    const isNew = change.action === 'create';
    if (change.kind === 'work-pool') {
      const { name: _name, type: _type, ...patch } = fields;
      return isNew
        ? { method: 'POST', path: '/work_pools/', body: newPoolFields(fields) }
        : { method: 'PATCH', path: `/work_pools/${segment(change.key)}`, body: patch };
    }
    if (change.kind === 'variable')
      return isNew
        ? { method: 'POST', path: '/variables/', body: fields }
        : { method: 'PATCH', path: `/variables/name/${segment(change.key)}`, body: fields };
    return change.action === 'update'
      ? { method: 'PUT', path: `/automations/${change.id}`, body: fields }
      : { method: 'POST', path: '/automations/', body: fields };
  }

  #block(change: Change, { data }: Fields): void {
    const name = change.key.slice(change.key.indexOf('/') + 1);
    const call: BatchCall =
      change.action === 'update'
        ? { method: 'PATCH', path: `/block_documents/${change.id}`, body: { data, merge_existing_data: true } }
        : { method: 'POST', path: '/block_documents/', body: { name, data, ...this.#sources.blocks.get(change.key) } };
    this.#add(STAGE.block, change, call);
  }

  /** The id of the flow, which is made when no deployment of the server has it. */
  #flowId(change: Change, flow_name: string): string {
    for (const { key, flow_id } of this.#sources.deployments.values())
      if (key.slice(0, key.lastIndexOf('/')) === flow_name) return flow_id;
    const known =
      this.#flows.get(flow_name) ??
      this.#add(STAGE.flow, change, { method: 'POST', path: '/flows/', body: { name: flow_name } });
    this.#flows.set(flow_name, known);
    return idOfCall(known);
  }

  /** An upsert, since a patch takes no labels. What the manifest leaves out is said as the server has it. */
  #deployment(change: Change): void {
    const { manifest, ready: all, deployments, desired } = this.#sources;
    const ready = all.get(change.key);
    const wanted = desired.find(({ kind, key }) => kind === 'deployment' && key === change.key);
    if (!ready || !wanted) throw new Error(`deployment ${change.key} is planned and not declared`);
    const before = deployments.get(change.key)?.fields;
    const body = {
      ...createBody(ready, this.#flowId(change, ready.flow.name)),
      ...(ready.declared.schedules === null && { schedules: keptSchedules(before?.schedules) }),
      ...(ready.declared.enforce_parameter_schema === null && {
        enforce_parameter_schema: before?.enforce_parameter_schema ?? true,
      }),
      labels: { ...labelsOf(manifest, ready), [LABELS.applied]: appliedHash(wanted) },
    };
    const index = this.#add(STAGE.deployment, change, { method: 'POST', path: '/deployments/', body });
    const id = change.action === 'update' ? change.id : idOfCall(index);
    const isOther = (path: readonly string[]) => path[0] === 'labels' && path[1] === LABELS.triggers;
    if (change.action === 'update' && change.differences.some(({ path }) => isOther(path)))
      this.#add(STAGE.deployment, change, {
        method: 'DELETE',
        path: `/automations/owned-by/${segment(`prefect.deployment.${id}`)}`,
      });
    if (change.action !== 'update' || change.differences.some(({ path }) => isOther(path)))
      this.#triggers(change, ready, id);
  }

  #triggers(change: Change, { declared: { triggers } }: ReadyDeployment, deployment_id: string): void {
    const owner_resource = `prefect.deployment.${deployment_id}`;
    for (const { name, description, enabled, trigger, parameters, job_variables, schedule_after } of triggers) {
      const run = { type: 'run-deployment', source: 'selected', deployment_id };
      const actions = [{ ...run, parameters, job_variables, schedule_after }];
      this.#add(STAGE.automation, change, {
        method: 'POST',
        path: '/automations/',
        body: { name, description, enabled, trigger, actions, owner_resource },
      });
    }
  }

  #remove(change: Extract<Change, { action: 'delete' | 'undeclared' | 'unchanged' }>): void {
    this.#add(STAGE.removal, change, { method: 'DELETE', path: `/deployments/${change.id}` });
  }
}

/** The calls that carry out these changes, in an order in which each comes after what it refers to. */
export function operationsFor(changes: readonly Change[], sources: OperationSources): readonly Operation[] {
  const operations = new Operations(sources);
  const fields = new Map(sources.desired.map((one) => [`${one.kind} ${one.key}`, one.fields]));
  for (const change of changes) operations.add(change, fields.get(`${change.kind} ${change.key}`) ?? {});
  return operations.list;
}
