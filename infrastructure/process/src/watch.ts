// process: waits for the end of a process.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { ProcessHandle } from './process-record.ts';
import { processStart } from './process-start.ts';

export interface ProcessEnd {
  readonly exit_code: number | null;
  readonly signal: string | null;
}

const LOOK_AGAIN_MILLISECONDS = 500;

/**
 * Call it at once after the start: an end that nobody listens to is not told again. Rejects when the signal aborts; the
 * process then goes on, and this one may end before it.
 */
export async function endOfChild(child: ChildProcess, left: AbortSignal): Promise<ProcessEnd> {
  try {
    const [exit_code, signal] = await once(child, 'exit', { signal: left });
    return { exit_code, signal };
  } finally {
    if (left.aborted) child.unref();
  }
}

/** Only its parent learns how a process ended, so for one that was found again both are null. */
export async function endOfFound(handle: ProcessHandle, left: AbortSignal): Promise<ProcessEnd> {
  while (processStart(handle.pid) === handle.started) await wait(LOOK_AGAIN_MILLISECONDS, undefined, { signal: left });
  return { exit_code: null, signal: null };
}
