// store: what dashboards show of many flow runs.
import type { FlowId, FlowRunId, FlowRunSort, SimpleFlowRun, SimpleNextFlowRun } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { executePrepared, listedIds } from '../dialect/prepared.ts';
import { type Condition, every } from '../filters/criteria.ts';
import { flowRunIdsOnPage, type RunQuery } from '../filters/run-page.ts';
import { estimatedRunTime, estimatedStartTimeDelta } from '../run-times.ts';

/** One page of runs, each as a point of a chart; runs without a state are left out. */
export async function listSimpleFlowRuns(
  database: Kysely<Database>,
  query: RunQuery<FlowRunSort>,
): Promise<SimpleFlowRun[]> {
  const conditions = [...(query.conditions ?? []), sql<boolean>`flow_runs.state_type is not null`];
  const ids = await flowRunIdsOnPage(database, { ...query, conditions });
  const listed = JSON.stringify(ids);
  const build = () =>
    database
      .selectFrom('flow_runs')
      .select([
        'id',
        'state_type',
        'state_timestamp',
        'expected_start_time',
        'start_time',
        'end_time',
        'total_run_time',
      ])
      .where('id', 'in', listedIds<FlowRunId>(listed));
  const { rows } = await executePrepared(database, 'flow runs of a chart', build, [listed]);
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = found.get(id);
    const timestamp = row?.start_time ?? row?.expected_start_time ?? null;
    if (!row || row.state_type === null || timestamp === null) return [];
    const duration = estimatedRunTime(row, query.now);
    return [
      {
        id: row.id,
        state_type: row.state_type,
        timestamp,
        duration,
        lateness: estimatedStartTimeDelta(row, query.now),
      },
    ];
  });
}

/** The scheduled run of each flow that is due first; flows without one are left out. */
export async function listNextRuns(
  database: Kysely<Database>,
  flow_ids: readonly FlowId[],
): Promise<SimpleNextFlowRun[]> {
  if (flow_ids.length === 0) return [];
  const ranked = database
    .selectFrom('flow_runs')
    .select(['id', 'flow_id', 'name', 'state_name', 'state_type', 'next_scheduled_start_time'])
    .select(sql<number>`row_number() over (partition by flow_id order by next_scheduled_start_time, id)`.as('place'))
    .where('state_type', '=', 'SCHEDULED')
    .where('next_scheduled_start_time', 'is not', null)
    .where('flow_id', 'in', flow_ids);
  const rows = await database.selectFrom(ranked.as('ranked')).selectAll().where('place', '=', 1).execute();
  return rows.flatMap(({ place: _place, state_name, state_type, next_scheduled_start_time, ...run }) =>
    state_type === null || next_scheduled_start_time === null
      ? []
      : [{ ...run, state_name: state_name ?? '', state_type, next_scheduled_start_time }],
  );
}

/** The ids of the runs that satisfy all conditions, the newest first. */
export async function listFlowRunIds(
  database: Kysely<Database>,
  conditions: readonly Condition[],
  limit: number,
): Promise<FlowRunId[]> {
  const rows = await database
    .selectFrom('flow_runs')
    .select('flow_runs.id')
    .where(every(conditions))
    .orderBy('flow_runs.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
