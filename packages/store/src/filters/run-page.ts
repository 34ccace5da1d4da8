// store: one page of the runs that a request asks for.
import type { FlowRunId, FlowRunSort, TaskRunId, TaskRunSort, Timestamp } from '@signalbox/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import { fewTagSets } from '../flow-runs/tagged.ts';
import { nameContained, rarelyNamed } from '../run-names/contained.ts';
import type { Condition } from './criteria.ts';
import { listedStates, pageOfIds } from './page-in-parts.ts';
import { type RelatedFilters, relatedConditions } from './related.ts';

export interface RunQuery<RunSort extends FlowRunSort | TaskRunSort> {
  /** Default: all runs. */
  readonly filters?: RelatedFilters;
  /** What the runs must satisfy beside the filters; default nothing. */
  readonly conditions?: readonly Condition[];
  readonly sort: RunSort;
  readonly limit: number;
  readonly offset: number;
  /** The moment up to which the times of runs that go on are reckoned. */
  readonly now: Timestamp;
}

async function idsOnPage(
  database: Kysely<Database>,
  runs: 'flow_runs' | 'task_runs',
  { filters = {}, conditions = [], sort, limit, offset }: RunQuery<FlowRunSort | TaskRunSort>,
): Promise<string[]> {
  const page = {
    conditions: [
      ...(await rarelyNamed(database, runs, nameContained(filters[runs]))),
      ...relatedConditions(runs, filters, 'list'),
      ...conditions,
    ],
    states: listedStates(filters[runs]),
    tag_sets: runs === 'flow_runs' ? await fewTagSets(database, filters.flow_runs) : null,
    sort,
    limit,
    offset,
  };
  const { rows } = await pageOfIds(runs, page).execute(database);
  return rows.map(({ id }) => id);
}

/**
 * The ids of one page, in its order. To find them and then read their rows takes less than to have the database sort the
 * rows, and the statement that reads them is always the same.
 */
export async function flowRunIdsOnPage(database: Kysely<Database>, query: RunQuery<FlowRunSort>): Promise<FlowRunId[]> {
  return (await idsOnPage(database, 'flow_runs', query)) as FlowRunId[];
}

/** As `flowRunIdsOnPage`. */
export async function taskRunIdsOnPage(database: Kysely<Database>, query: RunQuery<TaskRunSort>): Promise<TaskRunId[]> {
  return (await idsOnPage(database, 'task_runs', query)) as TaskRunId[];
}
