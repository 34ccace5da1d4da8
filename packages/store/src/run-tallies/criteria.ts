// store: which filters of runs can be answered from tallies.
import type { FlowRunFilter, StateType } from '@signalbox/contract';
import { sql } from 'kysely';
import { type Condition, membership } from '../filters/criteria.ts';
import type { RelatedFilters } from '../filters/related.ts';
import type { RunTallyRow } from './table.ts';

const OPEN: readonly StateType[] = ['SCHEDULED', 'PENDING', 'RUNNING', 'PAUSED', 'CANCELLING'];

export interface TallyCriteria {
  /** On the columns `state_type`, `state_name` and `is_subflow`, of tallies or of runs that are given them. */
  readonly conditions: readonly Condition[];
  /** The states that are not tallied, because runs leave them. */
  readonly open_states: readonly StateType[];
  /** Bounds of the time by which runs are tallied, both inclusive. */
  readonly after: string | null;
  readonly before: string | null;
}

/** Whether a part of a filter asks for nothing: what it is made of is missing. */
function isEmpty(part: unknown): boolean {
  if (part === null || part === undefined) return true;
  if (typeof part !== 'object' || Array.isArray(part)) return false;
  return Object.entries(part).every(([key, value]) => key === 'operator' || isEmpty(value));
}

const without = (part: object, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(part).filter(([key]) => !keys.includes(key)));

const RELATED = [
  'flows',
  'flow_runs',
  'task_runs',
  'deployments',
  'work_pools',
  'work_pool_queues',
  'work_queues',
] as const satisfies (keyof RelatedFilters)[];

/** The tags that runs of flows are asked for, when they are asked for nothing else; else null. */
export function tagsAlone(filters: RelatedFilters): NonNullable<FlowRunFilter['tags']> | null {
  const filter = filters.flow_runs;
  const tags = filter?.tags;
  if (!tags || !isEmpty({ ...filter, tags: null })) return null;
  if (RELATED.some((related) => related !== 'flow_runs' && !isEmpty(filters[related]))) return null;
  const asksForTags = (tags.all_?.length ?? 0) > 0 || (tags.any_ ?? null) !== null;
  return asksForTags && (tags.is_null_ ?? null) === null ? tags : null;
}

/** Null when the filters ask for more than tallies know. */
export function tallyCriteria(
  runs: 'flow_runs' | 'task_runs',
  filters: RelatedFilters,
  time: RunTallyRow['counted_by'],
): TallyCriteria | null {
  if (RELATED.some((related) => related !== runs && !isEmpty(filters[related]))) return null;
  const filter = filters[runs];
  if (filter?.operator === 'or_' || filter?.state?.operator === 'or_') return null;
  const parent = runs === 'flow_runs' ? filters.flow_runs?.parent_task_run_id : null;
  const range = filter?.[time];
  const known = { state: null, [time]: null, parent_task_run_id: null };
  if (!isEmpty({ ...filter, ...known })) return null;
  if (!isEmpty(without(range ?? {}, ['after_', 'before_'])) || !isEmpty(without(parent ?? {}, ['is_null_'])))
    return null;
  const type: StateCriteria | null | undefined = filter?.state?.type;
  const isSubflow = parent?.is_null_ ?? null;
  return {
    conditions: [
      ...membership(sql.ref('state_type'), type),
      ...membership(sql.ref('state_name'), filter?.state?.name),
      ...(isSubflow === null ? [] : membership(sql.ref('is_subflow'), { any_: [isSubflow ? 0 : 1] })),
    ],
    open_states: OPEN.filter((state) => (type?.any_ ?? OPEN).includes(state) && !type?.not_any_?.includes(state)),
    after: range?.after_ ?? null,
    before: range?.before_ ?? null,
  };
}

interface StateCriteria {
  readonly any_?: readonly StateType[] | null | undefined;
  readonly not_any_?: readonly StateType[] | null | undefined;
}
