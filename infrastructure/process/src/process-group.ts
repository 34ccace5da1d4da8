// process: a process group as a whole: who lives in it, and how it ends.
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const LOOK_AGAIN_MILLISECONDS = 25;
/** After SIGKILL only the kernel stands between a process and its end; beyond this it is stuck in a system call. */
const KILL_TIMEOUT_SECONDS = 10;

export class ProcessGroupAliveError extends Error {
  override readonly name = 'ProcessGroupAliveError';
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** The fields of /proc/<pid>/stat after the command, whose brackets may hold anything: state, parent, group, … */
export function statFields(pid: number): readonly string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

const isDead = (state: string | undefined): boolean => state === 'Z' || state === 'X';

// Where process 1 reaps nothing (a plain container), a dead grandchild stays in its group for ever and still answers signal 0.
function hasLivingMember(process_group: number): boolean {
  return readdirSync('/proc').some((entry) => {
    if (!/^\d+$/.test(entry)) return false;
    const fields = statFields(Number(entry));
    return fields !== null && Number(fields[2]) === process_group && !isDead(fields[0]);
  });
}

/** Whether a process of the group lives. */
export function isGroupAlive(process_group: number): boolean {
  try {
    process.kill(-process_group, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
    // macOS answers EPERM for a group of which only the dead are left.
    if (codeOf(error) === 'EPERM') return process.platform !== 'darwin';
    throw error;
  }
  return process.platform === 'linux' ? hasLivingMember(process_group) : true;
}

function signalGroup(process_group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-process_group, signal);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH' && codeOf(error) !== 'EPERM') throw error;
  }
}

async function groupEnds(process_group: number, within_seconds: number): Promise<boolean> {
  const end = performance.now() + within_seconds * 1000;
  while (isGroupAlive(process_group)) {
    if (performance.now() >= end) return false;
    await wait(LOOK_AGAIN_MILLISECONDS);
  }
  return true;
}

/** SIGTERM to the group, SIGKILL to what is left after the grace; resolves when none of its processes lives. */
export async function endGroup(process_group: number, grace_seconds: number): Promise<void> {
  if (!isGroupAlive(process_group)) return;
  signalGroup(process_group, 'SIGTERM');
  if (await groupEnds(process_group, grace_seconds)) return;
  signalGroup(process_group, 'SIGKILL');
  if (await groupEnds(process_group, KILL_TIMEOUT_SECONDS)) return;
  throw new ProcessGroupAliveError(
    `Processes of group ${process_group} are still there ${KILL_TIMEOUT_SECONDS} s after SIGKILL. ` +
      'They hang in a system call, often on a network disk: look with `ps -o pid,stat,wchan:30,args`.',
  );
}
