// server: the logs of a run as a file for a spreadsheet.
import type { FlowRunId } from '@signalbox/contract';
import type { Engine } from '@signalbox/engine';
import { readLogsOfFlowRun } from '@signalbox/store';

/** Most lines in one file. */
const LINES_AT_MOST = 100_000;

const cell = (value: string | number): string =>
  /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);

/** CSV with a header line; oldest first. */
export async function logFile(engine: Engine, flow_run_id: FlowRunId): Promise<string> {
  const lines = ['timestamp,level,flow_run_id,task_run_id,message'];
  for await (const page of readLogsOfFlowRun(engine.store.read, flow_run_id)) {
    for (const { timestamp, level, task_run_id, message } of page)
      lines.push([timestamp, level, flow_run_id, task_run_id ?? '', message].map(cell).join(','));
    if (lines.length > LINES_AT_MOST) break;
  }
  return [...lines, ''].join('\r\n');
}
