// store: flow runs with certain tags. Many runs have the same few sets of tags.
import type { FlowRunFilter } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { every, tagged } from '../filters/criteria.ts';

type Tags = NonNullable<FlowRunFilter['tags']>;

/** Each set of tags that runs have is looked at once, in their order, as many as are asked for. */
const setsOfTags = (at_most: number) => sql`sets(tags, place) as (
    select min(flow_runs.tags), 1 from flow_runs where flow_runs.tags <> '[]'
    union all
    select (select min(flow_runs.tags) from flow_runs where flow_runs.tags > sets.tags and flow_runs.tags <> '[]'), place + 1
    from sets where sets.tags is not null and place < cast(${at_most} as integer)
  )`;

const ALL = 2_000_000_000;

/**
 * How many runs have these tags: the index counts those of each set.
 * @param tags with `all_` or `any_`, so that runs without tags do not count
 */
export async function countTaggedFlowRuns(database: Kysely<Database>, tags: Tags): Promise<number> {
  const { rows } = await sql<{ count: number }>`with recursive ${setsOfTags(ALL)}
    select count(*) as count from flow_runs where flow_runs.tags <> '[]' and flow_runs.tags in
    (select sets.tags from sets where sets.tags is not null and ${every(tagged(sql.ref('sets.tags'), tags))})`.execute(
    database,
  );
  return Number(rows[0]?.count ?? 0);
}

/** More sets of tags than these are no help in finding a page of runs. */
const WANTED_AT_MOST = 20;
const LOOKED_AT_MOST = 500;

/** The sets of tags that the runs of a filter may have; null when it does not ask for tags, and when they are many. */
export async function fewTagSets(
  database: Kysely<Database>,
  filter: FlowRunFilter | null | undefined,
): Promise<readonly string[] | null> {
  const tags = filter?.tags;
  if (!tags || filter.operator === 'or_') return null;
  if ((tags.all_?.length ?? 0) === 0 && (tags.any_ ?? null) === null) return null;
  const { rows } = await sql<{ tags: string | null; wanted: number }>`with recursive ${setsOfTags(LOOKED_AT_MOST)}
    select tags, case when ${every(tagged(sql.ref('sets.tags'), tags))} then 1 else 0 end as wanted
    from sets`.execute(database);
  if (rows.length >= LOOKED_AT_MOST) return null;
  const wanted = rows.flatMap((row) => (row.tags !== null && Number(row.wanted) === 1 ? [row.tags] : []));
  return wanted.length > WANTED_AT_MOST ? null : wanted;
}
