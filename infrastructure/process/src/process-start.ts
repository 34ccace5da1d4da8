// process: when a process began, so that a pid in use again is not taken for it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { statFields } from './process-group.ts';

const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

function startByPs(pid: number): string | null {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    // ps fails when it knows no such process.
    return null;
  }
}

/** A text that no other process with the same pid ever has; null when none with that pid lives. */
export function processStart(pid: number): string | null {
  if (process.platform !== 'linux') return startByPs(pid);
  const fields = statFields(pid);
  if (fields === null || fields[0] === 'Z' || fields[0] === 'X') return null;
  return `${bootId()} ${fields[19]}`;
}
