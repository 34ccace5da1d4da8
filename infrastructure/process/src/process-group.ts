// process: all processes of one job, and how they end.
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const LOOK_AGAIN_MILLISECONDS = 25;
/** After SIGKILL only the kernel stands between a process and its end; beyond this it is stuck in a system call. */
const KILL_TIMEOUT_SECONDS = 10;

/** The variable that every process of a job inherits, also one that has left the group of the job. */
export const MARK_VARIABLE = 'SIGNALBOX_PROCESS_MARK';

export interface ProcessGroup {
  /** The pid of its leader, the process that was started. */
  readonly pid: number;
  /** The value of `MARK_VARIABLE` in its processes. */
  readonly mark: string;
}

export class ProcessGroupAliveError extends Error {
  override readonly name = 'ProcessGroupAliveError';
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

function readProc(path: string): string | null {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    // It ended meanwhile, or belongs to another user.
    return null;
  }
}

/** The fields of /proc/<pid>/stat after the command, whose brackets may hold anything: state, parent, group, … */
export function statFields(pid: number): readonly string[] | null {
  const stat = readProc(`/proc/${pid}/stat`);
  return stat === null ? null : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

// A dead process stays in the table until its parent looks, and where process 1 never does (a plain container), for ever.
const isDead = (state: string | undefined): boolean => state === 'Z' || state === 'X';

/** When each process began that was found to be of the job: one that ends gives up its memory, and its mark with it, well before it is dead. */
type Seen = Map<number, string | undefined>;

/** Prefect's runner gives the flow a session of its own, so the group alone does not hold all processes of a job. */
function livingMembers({ pid, mark }: ProcessGroup, seen: Seen): number[] {
  const isMember = (candidate: number, fields: readonly string[]): boolean =>
    Number(fields[2]) === pid ||
    (seen.has(candidate) && seen.get(candidate) === fields[19]) ||
    readProc(`/proc/${candidate}/environ`)?.split('\0').includes(`${MARK_VARIABLE}=${mark}`) === true;
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((candidate) => {
      const fields = statFields(candidate);
      if (fields === null || isDead(fields[0]) || !isMember(candidate, fields)) return false;
      seen.set(candidate, fields[19]);
      return true;
    });
}

function answersSignals(process_group: number): boolean {
  try {
    process.kill(-process_group, 0);
    return true;
  } catch (error) {
    // EPERM: macOS says so of a group of which only the dead are left.
    if (codeOf(error) === 'ESRCH' || codeOf(error) === 'EPERM') return false;
    throw error;
  }
}

/** Whether a process of the job lives. Where there is no /proc, only its group is known. */
export function isGroupAlive(group: ProcessGroup, seen: Seen = new Map()): boolean {
  return process.platform === 'linux' ? livingMembers(group, seen).length > 0 : answersSignals(group.pid);
}

function kill(target: number, signal: NodeJS.Signals): void {
  try {
    process.kill(target, signal);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH' && codeOf(error) !== 'EPERM') throw error;
  }
}

function signalAll(group: ProcessGroup, signal: NodeJS.Signals, seen: Seen): void {
  kill(-group.pid, signal);
  if (process.platform !== 'linux') return;
  for (const member of livingMembers(group, seen))
    if (Number(statFields(member)?.[2]) !== group.pid) kill(member, signal);
}

async function groupEnds(group: ProcessGroup, within_seconds: number, seen: Seen): Promise<boolean> {
  const end = performance.now() + within_seconds * 1000;
  while (isGroupAlive(group, seen)) {
    if (performance.now() >= end) return false;
    await wait(LOOK_AGAIN_MILLISECONDS);
  }
  return true;
}

/**
 * SIGTERM to the group, SIGKILL after the grace to all that is left of the job; resolves when none of its processes
 * lives. What has left the group is for its parent to end during the grace, and gets SIGTERM only when none is there.
 */
export async function endGroup(group: ProcessGroup, grace_seconds: number): Promise<void> {
  const seen: Seen = new Map();
  if (!isGroupAlive(group, seen)) return;
  if (answersSignals(group.pid)) kill(-group.pid, 'SIGTERM');
  else signalAll(group, 'SIGTERM', seen);
  if (await groupEnds(group, grace_seconds, seen)) return;
  signalAll(group, 'SIGKILL', seen);
  if (await groupEnds(group, KILL_TIMEOUT_SECONDS, seen)) return;
  throw new ProcessGroupAliveError(
    `Processes of group ${group.pid} are still there ${KILL_TIMEOUT_SECONDS} s after SIGKILL. ` +
      'They hang in a system call, often on a network disk: look with `ps -o pid,stat,wchan:30,args`.',
  );
}
