// store: one page of the runs that a request asks for.
import type { FlowRunSort, TaskRunSort, Timestamp } from '@signalbox/contract';
import type { Kysely, RawBuilder } from 'kysely';
import type { Database } from '../database.ts';
import { fewTagSets } from '../flow-runs/tagged.ts';
import { nameContained, rarelyNamed } from '../run-names/contained.ts';
import type { Condition } from './criteria.ts';
import { amongPage, listedStates } from './page-in-parts.ts';
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

/** The condition of the runs among which the page is found soonest; the page's order and limit are still to be applied. */
export async function onPage(
  database: Kysely<Database>,
  runs: 'flow_runs' | 'task_runs',
  { filters = {}, conditions = [], sort, limit, offset }: RunQuery<FlowRunSort | TaskRunSort>,
  order: RawBuilder<unknown>,
): Promise<Condition> {
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
  return amongPage(runs, page, order);
}
