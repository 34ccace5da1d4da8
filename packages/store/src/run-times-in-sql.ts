// store: the times of runs that go on while they run, as SQL, for sums over many runs.
import type { Timestamp } from '@signalbox/contract';
import { type RawBuilder, sql } from 'kysely';
import { epochSeconds } from './dialect/epoch-seconds.ts';

type Runs = 'flow_runs' | 'task_runs';

const secondsBetween = (from: RawBuilder<unknown>, to: RawBuilder<unknown>): RawBuilder<number> =>
  sql<number>`(${epochSeconds(to)} - ${epochSeconds(from)})`;

const atLeastZero = (value: RawBuilder<number>): RawBuilder<number> =>
  sql<number>`case when ${value} > 0 then ${value} else 0 end`;

/** Seconds in RUNNING so far. */
export function estimatedRunTimeInSql(runs: Runs, now: Timestamp): RawBuilder<number> {
  const column = (name: string) => sql`${sql.ref(`${runs}.${name}`)}`;
  const current = atLeastZero(secondsBetween(column('state_timestamp'), sql`${now}`));
  return sql<number>`(${column('total_run_time')} + case when ${column('state_type')} = 'RUNNING' then ${current} else 0 end)`;
}

/** Seconds by which a run started, or is still waiting, after its expected time. */
export function estimatedLatenessInSql(runs: Runs, now: Timestamp): RawBuilder<number> {
  const column = (name: string) => sql`${sql.ref(`${runs}.${name}`)}`;
  const expected = column('expected_start_time');
  return sql<number>`(case when ${expected} is null then 0
    when ${column('start_time')} is not null then ${atLeastZero(secondsBetween(expected, column('start_time')))}
    when ${column('state_type')} in ('COMPLETED', 'FAILED', 'CRASHED', 'CANCELLED') then 0
    else ${atLeastZero(secondsBetween(expected, sql`${now}`))} end)`;
}

/** A sum as SQL has it, without what its floating point adds to the milliseconds. */
export const wholeMilliseconds = (seconds: number): number => Math.round(Number(seconds) * 1_000) / 1_000;
