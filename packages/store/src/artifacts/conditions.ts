// store: the filters of artifacts, and of the latest one of each key, as SQL conditions.
import type {
  ArtifactCollectionFilter,
  ArtifactFilter,
  DeploymentFilter,
  FlowFilter,
  FlowRunFilter,
  TaskRunFilter,
} from '@signalbox/contract';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { deploymentConditions } from '../deployments/conditions.ts';
import { type Condition, combined, containsText, every, membership, missing } from '../filters/criteria.ts';
import { flowRunConditions } from '../flow-runs/conditions.ts';
import { flowConditions } from '../flows/conditions.ts';
import { taskRunConditions } from '../task-runs/conditions.ts';

/** The filters of what an artifact was made by. */
export interface MakerFilters {
  readonly flow_runs?: FlowRunFilter | undefined;
  readonly task_runs?: TaskRunFilter | undefined;
  readonly flows?: FlowFilter | undefined;
  readonly deployments?: DeploymentFilter | undefined;
}

const column = (name: string) => sql.ref(`artifacts.${name}`);

/** An artifact without a type is of none, so it is not of another type either. */
function typeConditions(type: ArtifactFilter['type']): Condition[] {
  const conditions = membership(column('type'), type);
  return type?.not_any_?.length ? [...conditions, ...missing(column('type'), false)] : conditions;
}

function commonConditions(filter: Pick<ArtifactFilter, 'key' | 'flow_run_id' | 'task_run_id' | 'type'>): Condition[] {
  const { key } = filter;
  return [
    ...membership(column('key'), key),
    ...containsText(column('key'), key?.like_),
    ...missing(column('key'), key?.exists_ === null || key?.exists_ === undefined ? null : !key.exists_),
    ...membership(column('flow_run_id'), filter.flow_run_id),
    ...membership(column('task_run_id'), filter.task_run_id),
    ...typeConditions(filter.type),
  ];
}

/** The conditions of an artifact filter on the table `artifacts`. */
export function artifactConditions(filter: ArtifactFilter): Condition[] {
  return combined(filter.operator, [...membership(column('id'), filter.id), ...commonConditions(filter)]);
}

/** The conditions on `artifacts`, when each is the latest one of its key. */
export function artifactCollectionConditions(filter: ArtifactCollectionFilter): Condition[] {
  return combined(filter.operator, [...membership(column('id'), filter.latest_id), ...commonConditions(filter)]);
}

const run = sql`flow_runs where flow_runs.id = artifacts.flow_run_id`;

/** The conditions on `artifacts` by the runs, flows and deployments that they came from. */
export function makerConditions(filters: MakerFilters): Condition[] {
  const paths: readonly (readonly [RawBuilder<unknown>, Condition[]])[] = [
    [run, filters.flow_runs ? flowRunConditions(filters.flow_runs) : []],
    [
      sql`task_runs where task_runs.id = artifacts.task_run_id`,
      filters.task_runs ? taskRunConditions(filters.task_runs) : [],
    ],
    [
      sql`flow_runs join flows on flows.id = flow_runs.flow_id where flow_runs.id = artifacts.flow_run_id`,
      filters.flows ? flowConditions(filters.flows) : [],
    ],
    [
      sql`flow_runs join deployments on deployments.id = flow_runs.deployment_id where flow_runs.id = artifacts.flow_run_id`,
      filters.deployments ? deploymentConditions(filters.deployments) : [],
    ],
  ];
  return paths
    .filter(([, conditions]) => conditions.length > 0)
    .map(([path, conditions]) => sql<SqlBool>`exists (select 1 from ${path} and ${every(conditions)})`);
}
