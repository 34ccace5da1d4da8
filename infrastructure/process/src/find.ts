// process: finds a process that an earlier worker on this machine started and that still goes on.
import { type ProcessHandle, readRecord, removeRecord } from './process-record.ts';
import { processStart } from './process-start.ts';

/** Removes what a process that has ended left behind. */
export function findProcess(state_directory: string, flow_run_id: string, attempt: number): ProcessHandle | null {
  const record = readRecord(state_directory, flow_run_id, attempt);
  if (record === null) return null;
  if (record.started !== null && processStart(record.pid) === record.started) return record;
  removeRecord(state_directory, record);
  return null;
}
