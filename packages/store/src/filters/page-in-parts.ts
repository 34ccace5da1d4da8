// store: a page of runs that no index has in its order as a whole, but of which each part has one.
import type { FlowRunFilter, FlowRunSort, StateType, TaskRunFilter, TaskRunSort } from '@signalbox/contract';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Condition, every } from './criteria.ts';

type Runs = 'flow_runs' | 'task_runs';
type Sort = FlowRunSort | TaskRunSort;

const ORDERS: {
  readonly [S in Sort]: { readonly by: string | readonly [string, string]; readonly direction: 'asc' | 'desc' };
} = {
  ID_DESC: { by: 'id', direction: 'desc' },
  START_TIME_ASC: { by: ['start_time', 'expected_start_time'], direction: 'asc' },
  START_TIME_DESC: { by: ['start_time', 'expected_start_time'], direction: 'desc' },
  EXPECTED_START_TIME_ASC: { by: 'expected_start_time', direction: 'asc' },
  EXPECTED_START_TIME_DESC: { by: 'expected_start_time', direction: 'desc' },
  NAME_ASC: { by: 'name', direction: 'asc' },
  NAME_DESC: { by: 'name', direction: 'desc' },
  NEXT_SCHEDULED_START_TIME_ASC: { by: 'next_scheduled_start_time', direction: 'asc' },
  END_TIME_DESC: { by: 'end_time', direction: 'desc' },
};

interface Part {
  readonly condition: Condition;
  /** Whether all its runs have the same place in the order, so that they follow their ids. */
  readonly is_even: boolean;
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
const partsByTime = (column: RawBuilder<unknown>): Part[] => [
  { condition: sql<SqlBool>`${column} is null`, is_even: true },
  { condition: sql<SqlBool>`${column} is not null`, is_even: false },
];

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

function partsOf(runs: Runs, { sort, states, tag_sets }: RunPage): Part[] | null {
  const column = (name: string) => sql.ref(`${runs}.${name}`);
  const parts =
    sort === 'END_TIME_DESC' ? partsByTime(column('end_time')) : [{ condition: sql<SqlBool>`1 = 1`, is_even: false }];
  const withEach = (conditions: readonly RawBuilder<unknown>[]) =>
    conditions.flatMap((condition) =>
      parts.map((part) => ({ ...part, condition: sql<SqlBool>`${condition} and ${part.condition}` })),
    );
  if (states !== null && hasIndexes(runs, sort, states))
    return withEach(states.map((state) => inState(column('state_type'), state)));
  if (tag_sets !== null && (sort === 'START_TIME_ASC' || sort === 'START_TIME_DESC'))
    return withEach(tag_sets.map((tags) => sql`${column('tags')} = ${tags} and ${column('tags')} <> '[]'`));
  return sort === 'NEXT_SCHEDULED_START_TIME_ASC' ? partsByTime(column('next_scheduled_start_time')) : null;
}

export interface RunPage {
  readonly conditions: readonly Condition[];
  /** As `listedStates` tells them; null: any. */
  readonly states: readonly StateType[] | null;
  /** The sets of tags that the runs may have, when these are few; null: any. */
  readonly tag_sets: readonly string[] | null;
  readonly sort: Sort;
  readonly limit: number;
  readonly offset: number;
}

/**
 * The ids of a page in its order: of all runs that satisfy the page's conditions or, where parts have an index each, of
 * as many of every part as the page may have.
 */
export function pageOfIds(runs: Runs, page: RunPage): RawBuilder<{ id: string }> {
  const { by, direction } = ORDERS[page.sort];
  const column = (name: string) => sql.ref(`${runs}.${name}`);
  const key = typeof by === 'string' ? column(by) : sql`coalesce(${column(by[0])}, ${column(by[1])})`;
  const way = sql.raw(direction);
  const ordered = (condition: Condition, is_even: boolean, limit: RawBuilder<unknown>) =>
    sql`select ${column('id')} as id, ${key} as place from ${sql.table(runs)} where ${condition}
      order by ${is_even ? sql`` : sql`${key} ${way}, `}${column('id')} ${way} limit ${limit}`;
  const parts = partsOf(runs, page);
  const ofPage = sql`${page.limit} offset ${page.offset}`;
  if (parts === null) return sql`${ordered(every(page.conditions), false, ofPage)}`;
  if (parts.length === 0) return sql`select id from ${sql.table(runs)} where 1 = 0`;
  const enough = sql`${page.offset + page.limit}`;
  const union = parts.map(
    ({ condition, is_even }) =>
      sql`select id, place from (${ordered(every([condition, ...page.conditions]), is_even, enough)}) as part`,
  );
  return sql`select id from (${sql.join(union, sql` union all `)}) as parts order by place ${way}, id ${way} limit ${ofPage}`;
}
