// store: a page of runs that no index has in its order as a whole, but of which each part has one.
import type { FlowRunFilter, FlowRunSort, StateType, TaskRunFilter, TaskRunSort } from '@signalbox/contract';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Condition, every } from './criteria.ts';

type Runs = 'flow_runs' | 'task_runs';
type Sort = FlowRunSort | TaskRunSort;

interface Part {
  readonly condition: Condition;
  readonly order: RawBuilder<unknown>;
}

/**
 * The types of state that a page may have, when the filter names them. Null when it may have any.
 */
export function listedStates(filter: FlowRunFilter | TaskRunFilter | null | undefined): readonly StateType[] | null {
  const types = filter?.state?.type?.any_;
  if (!types || types.length === 0) return null;
  return filter?.operator === 'or_' || filter?.state?.operator === 'or_' ? null : [...new Set(types)];
}

/** Runs that end have no next start, and those that wait for one have an index: each part follows an index of its own. */
function partsByTime(
  column: RawBuilder<unknown>,
  id: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  isDescending: boolean,
): Part[] {
  return [
    { condition: sql<SqlBool>`${column} is null`, order: isDescending ? sql`${id} desc` : sql`${id} asc` },
    { condition: sql<SqlBool>`${column} is not null`, order },
  ];
}

/** Of runs of flows each state has an index in these orders; of all others, states but COMPLETED, which few runs are in. */
const TIMES: readonly Sort[] = [
  'START_TIME_ASC',
  'START_TIME_DESC',
  'EXPECTED_START_TIME_ASC',
  'EXPECTED_START_TIME_DESC',
  'END_TIME_DESC',
];

/** Runs that completed are nearly all, so that a page of them is found by its order alone, where that has no index. */
const hasIndexes = (runs: Runs, sort: Sort, states: readonly StateType[]): boolean =>
  !states.includes('COMPLETED') || (runs === 'flow_runs' && TIMES.includes(sort));

/** The condition that a run is in the state, such that the database sees which index has all of them. */
const inState = (column: RawBuilder<unknown>, state: StateType) =>
  state === 'COMPLETED'
    ? sql`coalesce(${column}, '') = 'COMPLETED'`
    : sql`${column} = ${state} and ${column} <> 'COMPLETED'`;

function partsOf(
  runs: Runs,
  sort: Sort,
  order: RawBuilder<unknown>,
  { states = null, tag_sets = null }: Pick<RunPage<Sort>, 'states' | 'tag_sets'>,
): Part[] | null {
  const column = (name: string) => sql.ref(`${runs}.${name}`);
  const parts =
    sort === 'END_TIME_DESC'
      ? partsByTime(column('end_time'), column('id'), order, true)
      : [{ condition: sql<SqlBool>`1 = 1`, order }];
  const withEach = (conditions: readonly RawBuilder<unknown>[]) =>
    conditions.flatMap((condition) =>
      parts.map((part) => ({ ...part, condition: sql<SqlBool>`${condition} and ${part.condition}` })),
    );
  if (states !== null && hasIndexes(runs, sort, states))
    return withEach(states.map((state) => inState(column('state_type'), state)));
  if (tag_sets !== null && (sort === 'START_TIME_ASC' || sort === 'START_TIME_DESC'))
    return withEach(tag_sets.map((tags) => sql`${column('tags')} = ${tags} and ${column('tags')} <> '[]'`));
  if (sort !== 'NEXT_SCHEDULED_START_TIME_ASC') return null;
  return partsByTime(column('next_scheduled_start_time'), column('id'), order, false);
}

export interface RunPage<RunSort extends Sort> {
  readonly conditions: readonly Condition[];
  /** As `listedStates` tells them; default null: any. */
  readonly states?: readonly StateType[] | null;
  /** The sets of tags that the runs may have, when these are few; default null: any. */
  readonly tag_sets?: readonly string[] | null;
  readonly sort: RunSort;
  readonly limit: number;
  readonly offset: number;
}

/**
 * The condition of the runs among which the page is: all that satisfy the page's conditions or, where parts have an
 * index each, as many of every part as the page may have.
 */
export function amongPage(runs: Runs, page: RunPage<Sort>, order: RawBuilder<unknown>): Condition {
  const parts = partsOf(runs, page.sort, order, page);
  if (parts === null) return every(page.conditions);
  if (parts.length === 0) return sql<SqlBool>`1 = 0`;
  const ids = parts.map(
    (part) => sql`select id from (select ${sql.ref(`${runs}.id`)} as id from ${sql.table(runs)}
      where ${every([part.condition, ...page.conditions])} order by ${part.order} limit ${page.offset + page.limit}) as part`,
  );
  return sql<SqlBool>`${sql.ref(`${runs}.id`)} in (${sql.join(ids, sql` union all `)})`;
}
