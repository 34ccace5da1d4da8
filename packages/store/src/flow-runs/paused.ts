// store: flow runs that wait, paused or suspended, for somebody to resume them.
import type { FlowRunId, Timestamp } from '@signalbox/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import { flowRunStateColumns } from '../states/flow-run-state-table.ts';

export interface PausedRun {
  readonly id: FlowRunId;
  /** Until when it may be resumed. */
  readonly pause_timeout: Timestamp;
}

/** The paused runs that do not wait for ever, the first to time out first. There are as many as people are asked. */
export async function listPausedRuns(database: Kysely<Database>): Promise<PausedRun[]> {
  const rows = await database
    .selectFrom('flow_runs')
    .innerJoin('flow_run_states', 'flow_run_states.id', 'flow_runs.state_id')
    .selectAll('flow_run_states')
    .where('flow_runs.state_type', '=', 'PAUSED')
    .execute();
  return rows
    .flatMap((row) => {
      const id = row.flow_run_id;
      const { pause_timeout } = flowRunStateColumns.decode(row).state_details;
      return pause_timeout === null ? [] : [{ id, pause_timeout }];
    })
    .sort((left, right) => left.pause_timeout.localeCompare(right.pause_timeout));
}
