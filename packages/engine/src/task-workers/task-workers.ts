// engine: who serves tasks outside of flows: each connection gets the runs of its tasks, one after the other.
import type { TaskRun, TaskWorkerResponse } from '@signalbox/contract';
import { addSeconds } from '@signalbox/core';
import { deleteTaskWorker, keepTaskWorker, listTaskWorkers as listRows } from '@signalbox/store';
import type { Engine } from '../engine.ts';
import { releaseTaskRuns, type TaskConnection, takeWaitingTaskRun, waitForTaskRun } from './line.ts';

/** Seconds after which a connection says again that it is there, and looks for runs that others held in vain. */
const RENEW_SECONDS = 20;
/** Seconds for which it counts as there; only a server that was killed leaves it so. */
const THERE_SECONDS = 3 * RENEW_SECONDS;

export interface TaskWorker extends TaskConnection {
  /** As the worker calls itself, for instance by its host and process. */
  readonly identifier: string;
}

/**
 * The runs for a worker, as they come, until the signal aborts. Whoever takes the next one without having acknowledged
 * the last lets go of it after a while; leaving the loop lets go of it at once.
 */
export async function* taskRunsFor(engine: Engine, worker: TaskWorker, signal: AbortSignal): AsyncGenerator<TaskRun> {
  let renew_at = engine.clock();
  try {
    while (!signal.aborted) {
      const now = engine.clock();
      if (now >= renew_at) {
        await engine.write((unit) => keepTaskWorker(unit.transaction, rowOf(worker, unit.now)));
        renew_at = addSeconds(now, RENEW_SECONDS);
      }
      const looked = new AbortController();
      // Listening begins before the look, so that what comes in between is not missed.
      const woken = waitForTaskRun(engine, worker, RENEW_SECONDS * 1_000, AbortSignal.any([signal, looked.signal]));
      try {
        const run = await takeWaitingTaskRun(engine, worker);
        if (run) yield run;
        else await woken;
      } finally {
        looked.abort();
      }
    }
  } finally {
    await engine.write(async (unit) => {
      await deleteTaskWorker(unit.transaction, worker.connection);
      await releaseTaskRuns(unit, worker);
    });
  }
}

const rowOf = ({ connection, identifier, task_keys }: TaskWorker, now: TaskWorkerResponse['timestamp']) => ({
  connection,
  identifier,
  task_keys: [...task_keys],
  timestamp: now,
  expires_at: addSeconds(now, THERE_SECONDS),
});

/** The workers that serve one of the tasks; all of them without a filter. */
export async function listTaskWorkers(
  engine: Engine,
  task_keys: readonly string[] = [],
): Promise<TaskWorkerResponse[]> {
  const workers = await listRows(engine.store.read, engine.clock());
  if (task_keys.length === 0) return workers;
  return workers.filter((worker) => worker.task_keys.some((key) => task_keys.includes(key)));
}
