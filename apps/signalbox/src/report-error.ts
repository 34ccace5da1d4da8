// signalbox: says what went wrong in one message, and with which exit code the process ends.
import { styleText } from 'node:util';
import { CommanderError } from 'commander';
import { UsageError } from './command-error.ts';

const FAILED = 1;
const WRONG_USAGE = 2;

// Faults of this program show where they happened; what users, servers and systems do has said so in its message.
function isOwnFault(error: Error): boolean {
  return error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
}

/** Writes the error to stderr and gives the exit code. Commander has written its own already. */
export async function reportError(error: unknown): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
  const text =
    error instanceof Error ? (isOwnFault(error) ? (error.stack ?? error.message) : error.message) : String(error);
  console.error(`${styleText('red', 'Error:', { stream: process.stderr })} ${text}`);
  if (process.env.SIGNALBOX_DEBUG === '1' && error instanceof Error && !isOwnFault(error)) console.error(error.stack);
  return error instanceof UsageError ? WRONG_USAGE : FAILED;
}
