// process: ends a process with all that it has started.
import { endGroup, type ProcessGroup } from './process-group.ts';
import type { ProcessHandle } from './process-record.ts';
import { processStart } from './process-start.ts';

export const groupOf = ({ pid, flow_run_id, attempt }: ProcessHandle): ProcessGroup => ({
  pid,
  mark: `${flow_run_id}.${attempt}`,
});

// A leader that is gone may have left children in its group; a leader of another start time is a stranger with the same pid.
function isStranger({ pid, started }: ProcessHandle): boolean {
  const start = processStart(pid);
  return start !== null && start !== started;
}

export async function stopProcess(handle: ProcessHandle, grace_seconds: number): Promise<void> {
  if (!isStranger(handle)) await endGroup(groupOf(handle), grace_seconds);
}
