// store: flow runs with certain tags, counted. Many runs have the same few sets of tags.
import type { FlowRunFilter } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { every, tagged } from '../filters/criteria.ts';

/**
 * How many runs have these tags: every set of tags is looked at once, and the index then counts the runs that have it.
 * @param tags with `all_` or `any_`, so that runs without tags do not count
 */
export async function countTaggedFlowRuns(
  database: Kysely<Database>,
  tags: NonNullable<FlowRunFilter['tags']>,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`with recursive sets(tags) as (
      select min(flow_runs.tags) from flow_runs where flow_runs.tags <> '[]'
      union all
      select (select min(flow_runs.tags) from flow_runs where flow_runs.tags > sets.tags and flow_runs.tags <> '[]')
      from sets where sets.tags is not null
    )
    select count(*) as count from flow_runs where flow_runs.tags <> '[]'
      and flow_runs.tags in (select sets.tags from sets where sets.tags is not null and ${every(tagged(sql.ref('sets.tags'), tags))})`.execute(
    database,
  );
  return Number(rows[0]?.count ?? 0);
}
