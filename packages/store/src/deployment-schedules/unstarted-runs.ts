// store: runs of a deployment that have not started, and can be taken back.
import type { DeploymentId, DeploymentScheduleId, FlowRunId, Timestamp } from '@signalbox/contract';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../database.ts';
import { flowRunColumns } from '../flow-runs/table.ts';

export interface UnstartedRuns {
  readonly deployment_id: DeploymentId;
  /** Only those that this schedule made. */
  readonly schedule_id?: DeploymentScheduleId;
  /** Only those whose time is later. */
  readonly after?: Timestamp;
  /** Also those that were asked for by hand; default false. */
  readonly by_hand?: boolean;
}

/** Runs deleted by one statement: SQLite takes 32,766 bound values. */
const RUNS_PER_STATEMENT = 1_000;

async function listUnstartedRuns(
  database: Kysely<Database>,
  { deployment_id, schedule_id, after, by_hand }: UnstartedRuns,
): Promise<FlowRunId[]> {
  const rows = await database
    .selectFrom('flow_runs')
    .select('id')
    .where('deployment_id', '=', deployment_id)
    .where('state_type', '=', 'SCHEDULED')
    .where('run_count', '=', 0)
    .$if(after !== undefined, (select) => select.where('next_scheduled_start_time', '>', after ?? null))
    .$if(!by_hand, (select) =>
      select.where('auto_scheduled', '=', flowRunColumns.encode({ auto_scheduled: true }).auto_scheduled),
    )
    .$if(schedule_id !== undefined, (select) => select.where(sql`json_extract(created_by, '$.id')`, '=', schedule_id))
    .execute();
  return rows.map(({ id }) => id);
}

/** Deletes the runs with their states; how many there were. */
export async function deleteUnstartedRuns(transaction: Transaction<Database>, which: UnstartedRuns): Promise<number> {
  const ids = await listUnstartedRuns(transaction, which);
  for (let start = 0; start < ids.length; start += RUNS_PER_STATEMENT) {
    const some = ids.slice(start, start + RUNS_PER_STATEMENT);
    for (const table of ['flow_run_states', 'flow_run_inputs', 'flow_run_decisions', 'flow_run_leases'] as const)
      await transaction.deleteFrom(table).where('flow_run_id', 'in', some).execute();
    await transaction.deleteFrom('flow_runs').where('id', 'in', some).execute();
  }
  return ids.length;
}
