// worker: a name of a worker's own on this machine, the same after a restart, so that it finds its leases again.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { processStart } from '@signalbox/infrastructure-process';

export class WorkerNameTakenError extends Error {
  override readonly name = 'WorkerNameTakenError';
}

export interface WorkerName extends Disposable {
  readonly name: string;
}

const MOST_WORKERS_OF_A_MACHINE = 1000;
const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

function isHeldByTheLiving(path: string): boolean {
  try {
    const { pid, started } = JSON.parse(readFileSync(path, 'utf8'));
    return processStart(pid) === started;
  } catch (error) {
    if (hasCode(error, 'ENOENT') || error instanceof SyntaxError) return false;
    throw error;
  }
}

function hold(directory: string, name: string): WorkerName | null {
  const path = join(directory, `${encodeURIComponent(name)}.worker`);
  const content = JSON.stringify({ pid: process.pid, started: processStart(process.pid) });
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(path, content, { flag: 'wx', mode: 0o600 });
      return { name, [Symbol.dispose]: () => rmSync(path, { force: true }) };
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
    if (isHeldByTheLiving(path)) return null;
    rmSync(path, { force: true });
  }
  return null;
}

/**
 * Holds the wanted name, or by default the first free one of `<host>-<pool>`, `<host>-<pool>-2`, … A name is free when the
 * process that held it is gone.
 *
 * @throws WorkerNameTakenError when a living worker on this machine has the wanted name.
 */
export function holdWorkerName(directory: string, work_pool_name: string, wanted: string | undefined): WorkerName {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (wanted !== undefined) {
    const held = hold(directory, wanted);
    if (held !== null) return held;
    throw new WorkerNameTakenError(
      `A worker named ${wanted} is running on this machine already. Stop it, or give this one another --name.`,
    );
  }
  const base = `${hostname()}-${work_pool_name}`;
  for (let number = 1; number <= MOST_WORKERS_OF_A_MACHINE; number += 1) {
    const held = hold(directory, number === 1 ? base : `${base}-${number}`);
    if (held !== null) return held;
  }
  throw new WorkerNameTakenError(
    `${MOST_WORKERS_OF_A_MACHINE} workers of the pool ${work_pool_name} run on this machine.`,
  );
}
