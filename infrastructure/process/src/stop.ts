// process: ends a process with all of its children.
import { endGroup, isGroupAlive } from './process-group.ts';
import type { ProcessHandle } from './process-record.ts';
import { processStart } from './process-start.ts';

// A leader that is gone may have left children in its group; a leader of another start time is a stranger with the same pid.
const isStranger = (handle: ProcessHandle): boolean => {
  const start = processStart(handle.pid);
  return start !== null && start !== handle.started;
};

export async function stopProcess(handle: ProcessHandle, grace_seconds: number): Promise<void> {
  if (isStranger(handle) || !isGroupAlive(handle.pid)) return;
  await endGroup(handle.pid, grace_seconds);
}
