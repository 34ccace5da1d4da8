// signalbox: the command by which a worker executes a flow of Node.
import { fileURLToPath } from 'node:url';

/**
 * The words before the flow run's id: not the whole command line, but the file that does only this, because its imports
 * are most of the time between the start of the process and the start of the flow.
 */
export function nodeCommand(): string[] {
  return [process.execPath, fileURLToPath(new URL('../../bin/execute-flow-run.js', import.meta.url))];
}

/** Starts a process that has loaded the SDK before it is told which run to execute. */
export function standbyCommand(): string[] {
  return [...nodeCommand(), '--standby'];
}
