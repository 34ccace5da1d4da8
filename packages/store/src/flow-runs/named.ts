// store: flow runs found by a text in their name.
import type { FlowRunFilter, FlowRunId } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { type Condition, containsText, every, membership } from '../filters/criteria.ts';

/** The text that the name of each run must contain, if the filter asks for one. */
export const nameContained = (filter: FlowRunFilter | null | undefined): string | null =>
  filter?.operator === 'or_' ? null : (filter?.name?.like_ ?? null);

/** More runs than these are found soon enough by going through all of them in the order of the page. */
const RARE = 5_000;

/**
 * The condition that a run is one of those whose name contains a text, when they are few. To go through the index of
 * names for them takes a tenth of the time that going through the runs does. None when they are many.
 */
export async function rarelyNamed(database: Kysely<Database>, text: string | null | undefined): Promise<Condition[]> {
  if (text === null || text === undefined) return [];
  const rows = await database
    .selectFrom('flow_runs')
    .select('flow_runs.id')
    .where(every(containsText(sql.ref('flow_runs.name'), text)))
    .limit(RARE + 1)
    .execute();
  const ids: FlowRunId[] = rows.map(({ id }) => id);
  return ids.length > RARE ? [] : membership(sql.ref('flow_runs.id'), { any_: ids });
}
