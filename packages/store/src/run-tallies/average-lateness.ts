// store: how late runs of flows start on average.
import type { Timestamp } from '@signalbox/contract';
import { type Kysely, type SqlBool, sql } from 'kysely';
import type { Database } from '../database.ts';
import { type Condition, every } from '../filters/criteria.ts';
import { type RelatedFilters, relatedConditions } from '../filters/related.ts';
import { estimatedLatenessInSql, wholeMilliseconds } from '../run-times-in-sql.ts';
import { tallyCriteria } from './criteria.ts';
import { sumEndedRuns } from './ended-runs.ts';
import { EARLIEST, justAfter, LATEST } from './spans.ts';

interface Lateness {
  readonly count_runs: number;
  readonly lateness: number;
}

async function sumRuns(
  database: Kysely<Database>,
  conditions: readonly Condition[],
  now: Timestamp,
): Promise<Lateness> {
  const row = await database
    .selectFrom('flow_runs')
    .select([
      sql<number>`count(*)`.as('count_runs'),
      sql<number | null>`sum(${estimatedLatenessInSql('flow_runs', now)})`.as('lateness'),
    ])
    .where(every(conditions))
    .executeTakeFirstOrThrow();
  return { count_runs: Number(row.count_runs), lateness: Number(row.lateness ?? 0) };
}

async function countRunsThat(database: Kysely<Database>, conditions: readonly Condition[]): Promise<number> {
  const count = database.selectFrom('flow_runs').select(({ fn }) => fn.countAll().as('count_runs'));
  return Number((await count.where(every(conditions)).executeTakeFirstOrThrow()).count_runs);
}

/** Those that have ended from tallies, which leaves the few that have not; null when tallies do not know. */
async function sumByTallies(
  database: Kysely<Database>,
  filters: RelatedFilters,
  now: Timestamp,
): Promise<readonly Lateness[] | null> {
  const criteria = tallyCriteria('flow_runs', filters, 'expected_start_time');
  if (criteria === null) return null;
  const { after, before } = criteria;
  const intervals =
    after === null && before === null ? [] : [{ start: after ?? EARLIEST, end: justAfter(before ?? LATEST) }];
  const query = { runs: 'flow_runs', counted_by: 'expected_start_time', criteria, intervals, now } as const;
  const [state_type, expected] = [sql.ref('flow_runs.state_type'), sql.ref('flow_runs.expected_start_time')];
  const others = criteria.open_states.filter((state) => state !== 'SCHEDULED');
  // As for a list, the filter's own states are not what finds the runs.
  const conditions = relatedConditions('flow_runs', filters, 'list');
  const sums: Lateness[] = await sumEndedRuns(database, query);
  for (const condition of [
    sql<SqlBool>`${state_type} in (${sql.join([...others, ''])}) and ${state_type} <> 'COMPLETED'`,
    sql<SqlBool>`${state_type} is null`,
    ...(criteria.open_states.includes('SCHEDULED')
      ? [
          sql<SqlBool>`${state_type} = 'SCHEDULED' and ${state_type} <> 'COMPLETED' and ${expected} < ${now}`,
          sql<SqlBool>`${state_type} = 'SCHEDULED' and ${state_type} <> 'COMPLETED' and ${expected} is null`,
        ]
      : []),
  ])
    sums.push(await sumRuns(database, [condition, ...conditions], now));
  // Those that are to come may be many, and none of them is late.
  const toCome = [
    sql<SqlBool>`${state_type} = 'SCHEDULED' and ${state_type} <> 'COMPLETED' and ${expected} >= ${now}`,
    ...conditions,
  ];
  return [...sums, { count_runs: await countRunsThat(database, toCome), lateness: 0 }];
}

/** Seconds by which the runs started late, or are late now, on average; null without runs. */
export async function averageLateness(
  database: Kysely<Database>,
  filters: RelatedFilters,
  now: Timestamp,
): Promise<number | null> {
  const sums = (await sumByTallies(database, filters, now)) ?? [
    await sumRuns(database, relatedConditions('flow_runs', filters), now),
  ];
  const count = sums.reduce((sum, { count_runs }) => sum + count_runs, 0);
  return count === 0 ? null : wholeMilliseconds(sums.reduce((sum, { lateness }) => sum + lateness, 0) / count);
}
