// store: what the graph of a flow run is drawn from.
import type { FlowRunId, GraphArtifact, TaskRun, TaskRunId, Timestamp } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import { artifactColumns } from '../artifacts/table.ts';
import type { Database } from '../database.ts';
import { membership, missing } from '../filters/criteria.ts';
import { listTaskRuns } from '../task-runs/read.ts';

/** Task runs with the subflows that they stand for, earliest first. */
export async function listGraphTaskRuns(
  database: Kysely<Database>,
  query: { flow_run_id: FlowRunId; since: Timestamp; limit: number; now: Timestamp },
): Promise<{ run: TaskRun; subflow: { id: FlowRunId; name: string } | null }[]> {
  const conditions = [
    ...membership(sql.ref('task_runs.flow_run_id'), { any_: [query.flow_run_id] }),
    sql<boolean>`coalesce(task_runs.end_time, '9999') > ${query.since}`,
    ...missing(sql.ref('task_runs.state_type'), false),
  ];
  const runs = await listTaskRuns(database, {
    conditions,
    sort: 'EXPECTED_START_TIME_ASC',
    limit: query.limit,
    offset: 0,
    now: query.now,
  });
  const children = await database
    .selectFrom('flow_runs')
    .innerJoin('task_runs', 'task_runs.id', 'flow_runs.parent_task_run_id')
    .select(['flow_runs.id', 'flow_runs.name', 'flow_runs.parent_task_run_id'])
    .where('task_runs.flow_run_id', '=', query.flow_run_id)
    .execute();
  const subflows = new Map(children.map(({ id, name, parent_task_run_id }) => [parent_task_run_id, { id, name }]));
  return runs.map((run) => ({ run, subflow: subflows.get(run.id) ?? null }));
}

/** Artifacts of the run itself and of its task runs, without the long ones' data. */
export async function listGraphArtifacts(
  database: Kysely<Database>,
  flow_run_id: FlowRunId,
): Promise<{ task_run_id: TaskRunId | null; artifact: GraphArtifact }[]> {
  const rows = await database
    .selectFrom('artifacts')
    .leftJoin('artifact_collections', 'artifact_collections.latest_id', 'artifacts.id')
    .selectAll('artifacts')
    .select('artifact_collections.id as collection_id')
    .where('artifacts.flow_run_id', '=', flow_run_id)
    .where((where) => where.or([where('artifacts.type', '!=', 'result'), where('artifacts.type', 'is', null)]))
    .execute();
  return rows.map(({ collection_id, ...row }) => {
    const { id, created, key, type, data, task_run_id } = artifactColumns.decode(row);
    return {
      task_run_id,
      artifact: { id, created, key, type, is_latest: collection_id !== null, data: type === 'progress' ? data : null },
    };
  });
}
