// store: how many flow runs have not ended. Those that have are too many to be counted each time somebody looks.
import type { StateType } from '@signalbox/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';

const OPEN: readonly StateType[] = ['SCHEDULED', 'PENDING', 'RUNNING', 'PAUSED', 'CANCELLING'];

export interface OpenRunCount {
  readonly state_type: StateType;
  readonly state_name: string;
  readonly count: number;
}

export async function countOpenRuns(database: Kysely<Database>): Promise<OpenRunCount[]> {
  const rows = await database
    .selectFrom('flow_runs')
    .select(({ fn }) => ['state_type', 'state_name', fn.countAll().as('count')])
    .where('state_type', 'in', OPEN)
    .groupBy(['state_type', 'state_name'])
    .execute();
  return rows.flatMap(({ state_type, state_name, count }) =>
    state_type === null ? [] : [{ state_type, state_name: state_name ?? state_type, count: Number(count) }],
  );
}
