// store: the filter of task runs as SQL conditions.
import type { TaskRunFilter } from '@signalbox/contract';
import { sql } from 'kysely';
import { type Condition, combined, containsText, membership, missing, tagged, timeRange } from '../filters/criteria.ts';
import { listedState } from '../filters/listed-state.ts';

const column = (name: string) => sql.ref(`task_runs.${name}`);

/**
 * The conditions of a task run filter on the table `task_runs`.
 * @param isListed whether a page of the runs is read in order, rather than all of them counted
 */
export function taskRunConditions(filter: TaskRunFilter, isListed = false): Condition[] {
  const subflow = sql`(select child.id from flow_runs as child where child.parent_task_run_id = ${column('id')} limit 1)`;
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
    ...state,
    ...timeRange(column('start_time'), filter.start_time),
    ...missing(column('start_time'), filter.start_time?.is_null_),
    ...timeRange(column('end_time'), filter.end_time),
    ...missing(column('end_time'), filter.end_time?.is_null_),
    ...timeRange(column('expected_start_time'), filter.expected_start_time),
    ...missing(subflow, negated(filter.subflow_runs?.exists_)),
    ...membership(column('flow_run_id'), filter.flow_run_id),
    ...(filter.flow_run_id?.is_null_ ? missing(column('flow_run_id'), true) : []),
  ]);
}

const negated = (value: boolean | null | undefined) => (value === null || value === undefined ? value : !value);
