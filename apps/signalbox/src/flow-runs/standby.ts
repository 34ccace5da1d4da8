// signalbox: a process on standby: loads what most flows need, then waits to be told its run.
import { readFileSync } from 'node:fs';
import type { Assignment } from '@signalbox/worker';

/** The id of the flow run, whose folder and environment hold from then on; null when the worker has gone. */
export async function assignmentFromInput(): Promise<string | null> {
  // Most flows declare their parameters with it, and find this one loaded.
  await import('zod');
  // Waits until the worker has written all and closed the pipe. Nothing else is to happen in this process meanwhile.
  const input = readFileSync(0, 'utf8');
  if (input === '') return null;
  const { word, directory, env }: Assignment = JSON.parse(input);
  Object.assign(process.env, env);
  process.chdir(directory);
  return word;
}
