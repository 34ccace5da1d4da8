// store: a list filtered by its own properties and by those of the objects around it.
import type {
  DeploymentFilter,
  FlowFilter,
  FlowRunFilter,
  TaskRunFilter,
  WorkPoolFilter,
  WorkQueueFilter,
} from '@signalbox/contract';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { deploymentConditions } from '../deployments/conditions.ts';
import { flowRunConditions } from '../flow-runs/conditions.ts';
import { flowConditions } from '../flows/conditions.ts';
import { taskRunConditions } from '../task-runs/conditions.ts';
import { workPoolConditions } from '../work-pools/conditions.ts';
import { workQueueConditions } from '../work-queues/conditions.ts';
import { type Condition, every } from './criteria.ts';

/** The filters that one request may combine. `work_pool_queues` and `work_queues` are two names of the same one. */
export interface RelatedFilters {
  readonly flows?: FlowFilter | null | undefined;
  readonly flow_runs?: FlowRunFilter | null | undefined;
  readonly task_runs?: TaskRunFilter | null | undefined;
  readonly deployments?: DeploymentFilter | null | undefined;
  readonly work_pools?: WorkPoolFilter | null | undefined;
  readonly work_pool_queues?: WorkQueueFilter | null | undefined;
  readonly work_queues?: WorkQueueFilter | null | undefined;
}

type Root = 'flows' | 'flow_runs' | 'task_runs' | 'deployments';
type Target = Root | 'work_pools' | 'work_queues';

const ofPool = sql`join work_pools on work_pools.id = work_queues.work_pool_id`;

/** For each root, the tables that lead to a target and how they hang on the root's row. */
const PATHS: { readonly [R in Root]: { readonly [T in Target]?: RawBuilder<unknown> } } = {
  flows: {
    flow_runs: sql`flow_runs where flow_runs.flow_id = flows.id`,
    task_runs: sql`task_runs join flow_runs on flow_runs.id = task_runs.flow_run_id where flow_runs.flow_id = flows.id`,
    deployments: sql`deployments where deployments.flow_id = flows.id`,
    work_pools: sql`deployments join work_queues on work_queues.id = deployments.work_queue_id ${ofPool} where deployments.flow_id = flows.id`,
    work_queues: sql`deployments join work_queues on work_queues.id = deployments.work_queue_id where deployments.flow_id = flows.id`,
  },
  flow_runs: {
    flows: sql`flows where flows.id = flow_runs.flow_id`,
    task_runs: sql`task_runs where task_runs.flow_run_id = flow_runs.id`,
    deployments: sql`deployments where deployments.id = flow_runs.deployment_id`,
    work_pools: sql`work_queues ${ofPool} where work_queues.id = flow_runs.work_queue_id`,
    work_queues: sql`work_queues where work_queues.id = flow_runs.work_queue_id`,
  },
  task_runs: {
    flow_runs: sql`flow_runs where flow_runs.id = task_runs.flow_run_id`,
    flows: sql`flow_runs join flows on flows.id = flow_runs.flow_id where flow_runs.id = task_runs.flow_run_id`,
    deployments: sql`flow_runs join deployments on deployments.id = flow_runs.deployment_id where flow_runs.id = task_runs.flow_run_id`,
    work_pools: sql`flow_runs join work_queues on work_queues.id = flow_runs.work_queue_id ${ofPool} where flow_runs.id = task_runs.flow_run_id`,
    work_queues: sql`flow_runs join work_queues on work_queues.id = flow_runs.work_queue_id where flow_runs.id = task_runs.flow_run_id`,
  },
  deployments: {
    flows: sql`flows where flows.id = deployments.flow_id`,
    flow_runs: sql`flow_runs where flow_runs.deployment_id = deployments.id`,
    task_runs: sql`task_runs join flow_runs on flow_runs.id = task_runs.flow_run_id where flow_runs.deployment_id = deployments.id`,
    work_pools: sql`work_queues ${ofPool} where work_queues.id = deployments.work_queue_id`,
    work_queues: sql`work_queues where work_queues.id = deployments.work_queue_id`,
  },
};

/**
 * The conditions on the table `root`, from its own filter and from the filters of what belongs to it.
 * @param purpose `list` when a page is read in order; default `all`
 */
export function relatedConditions(root: Root, filters: RelatedFilters, purpose: 'list' | 'all' = 'all'): Condition[] {
  const queueFilter = filters.work_pool_queues ?? filters.work_queues;
  const byTarget: { readonly [T in Target]: Condition[] } = {
    flows: filters.flows ? flowConditions(filters.flows) : [],
    flow_runs: filters.flow_runs
      ? flowRunConditions(filters.flow_runs, root === 'flow_runs' && purpose === 'list')
      : [],
    task_runs: filters.task_runs
      ? taskRunConditions(filters.task_runs, root === 'task_runs' && purpose === 'list')
      : [],
    deployments: filters.deployments ? deploymentConditions(filters.deployments) : [],
    work_pools: filters.work_pools ? workPoolConditions(filters.work_pools) : [],
    work_queues: queueFilter ? workQueueConditions(queueFilter) : [],
  };
  const conditions = [...byTarget[root]];
  const paths: { readonly [T in Target]?: RawBuilder<unknown> } = PATHS[root];
  for (const target of ['flows', 'flow_runs', 'task_runs', 'deployments', 'work_pools', 'work_queues'] as const) {
    const path = paths[target];
    if (target === root || !path || byTarget[target].length === 0) continue;
    conditions.push(sql<SqlBool>`exists (select 1 from ${path} and ${every(byTarget[target])})`);
  }
  return conditions;
}
