// worker: what the end of the infrastructure says about the run, as a pure rule.
import type { State, StateType } from '@signalbox/contract';
import type { Exit } from '@signalbox/core';

export interface ExitReport {
  readonly type: Extract<StateType, 'CRASHED' | 'CANCELLED'>;
  readonly name: string;
  readonly message: string;
}

type End = Pick<Exit, 'exit_code' | 'signal' | 'reason'>;

export function crashMessage({ exit_code, signal, reason }: End): string {
  if (reason !== null) return reason;
  if (signal === 'SIGKILL')
    return 'The process was killed by SIGKILL before the flow reported how it ended. Unless somebody sent it, the system was out of memory.';
  if (signal !== null) return `The process was ended by ${signal} before the flow reported how it ended.`;
  if (exit_code === null)
    return 'The process ended without a report of the flow while no worker watched it, so its exit code is not known.';
  return `The process ended with exit code ${exit_code} before the flow reported how it ended.`;
}

/** The state to propose once the process is gone; null when the flow itself has said how it stands. */
export function exitReport(state_type: State['type'] | null, exit: End): ExitReport | null {
  switch (state_type) {
    case 'CANCELLING':
      return { type: 'CANCELLED', name: 'Cancelled', message: 'The run was cancelled and its process has ended.' };
    case 'PENDING':
    case 'RUNNING':
      return { type: 'CRASHED', name: 'Crashed', message: crashMessage(exit) };
    // Scheduled and paused runs wait for their next process; the others have ended.
    default:
      return null;
  }
}
