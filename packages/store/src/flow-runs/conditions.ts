// store: the filter of flow runs as SQL conditions.
import type { FlowRunFilter } from '@signalbox/contract';
import { sql } from 'kysely';
import { type Condition, combined, containsText, membership, missing, tagged, timeRange } from '../filters/criteria.ts';
import { listedState } from '../filters/listed-state.ts';

const column = (name: string) => sql.ref(`flow_runs.${name}`);
const creator = (member: string) => sql`json_extract(${column('created_by')}, ${`$.${member}`})`;

/**
 * The conditions of a flow run filter on the table `flow_runs`.
 * @param isListed whether a page of the runs is read in order, rather than all of them counted
 */
export function flowRunConditions(filter: FlowRunFilter, isListed = false): Condition[] {
  const parentFlowRun = sql`(select parent.flow_run_id from task_runs as parent where parent.id = ${column('parent_task_run_id')})`;
  const createdBy = combined(filter.created_by?.operator, [
    ...membership(creator('id'), { any_: filter.created_by?.id_ }),
    ...membership(creator('type'), { any_: filter.created_by?.type_ }),
    ...missing(column('created_by'), filter.created_by?.is_null_),
  ]);
  const state = combined(filter.state?.operator, [
    ...membership(
      listedState(column('state_type'), 'COMPLETED', filter.state?.type?.any_, isListed),
      filter.state?.type,
    ),
    ...membership(
      listedState(column('state_name'), 'Completed', filter.state?.name?.any_, isListed),
      filter.state?.name,
    ),
  ]);
  return combined(filter.operator, [
    ...membership(column('id'), filter.id),
    ...membership(column('name'), filter.name),
    ...containsText(column('name'), filter.name?.like_),
    ...tagged(column('tags'), filter.tags),
    ...membership(column('deployment_id'), filter.deployment_id),
    ...missing(column('deployment_id'), filter.deployment_id?.is_null_),
    ...membership(column('work_queue_name'), filter.work_queue_name),
    ...missing(column('work_queue_name'), filter.work_queue_name?.is_null_),
    ...state,
    ...membership(column('flow_version'), filter.flow_version),
    ...timeRange(column('start_time'), filter.start_time),
    ...missing(column('start_time'), filter.start_time?.is_null_),
    ...timeRange(column('end_time'), filter.end_time),
    ...missing(column('end_time'), filter.end_time?.is_null_),
    ...timeRange(column('expected_start_time'), filter.expected_start_time),
    ...timeRange(column('next_scheduled_start_time'), filter.next_scheduled_start_time),
    ...membership(parentFlowRun, filter.parent_flow_run_id),
    ...membership(column('parent_task_run_id'), filter.parent_task_run_id),
    ...missing(column('parent_task_run_id'), filter.parent_task_run_id?.is_null_),
    ...membership(column('idempotency_key'), filter.idempotency_key),
    ...createdBy,
  ]);
}
