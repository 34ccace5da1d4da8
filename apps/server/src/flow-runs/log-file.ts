// server: the logs of a run as a file for a spreadsheet.
import type { FlowRunId } from '@signalbox/contract';
import type { Engine } from '@signalbox/engine';

/** Most lines in one file. */
const LINES_AT_MOST = 100_000;

const cell = (value: string | number): string =>
  /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);

/** CSV with a header line; oldest first. */
export async function logFile(engine: Engine, flow_run_id: FlowRunId): Promise<string> {
  const rows = await engine.store.read
    .selectFrom('logs')
    .select(['timestamp', 'level', 'flow_run_id', 'task_run_id', 'message'])
    .where('flow_run_id', '=', flow_run_id)
    .orderBy('timestamp')
    .limit(LINES_AT_MOST)
    .execute();
  const lines = rows.map((row) =>
    [row.timestamp, row.level, row.flow_run_id ?? '', row.task_run_id ?? '', row.message].map(cell).join(','),
  );
  return ['timestamp,level,flow_run_id,task_run_id,message', ...lines, ''].join('\r\n');
}
