// engine: the line of task runs that wait for a task worker. It lies in the store, so that no restart loses any.
import type { TaskRun, TaskRunId } from '@signalbox/contract';
import { addSeconds, isScheduled } from '@signalbox/core';
import {
  deleteWaitingTaskRun,
  findTaskRun,
  findWaitingTaskRun,
  holdWaitingTaskRun,
  insertWaitingTaskRun,
  releaseTaskRunsHeldBy,
} from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';

/** Seconds that a worker has to say that it got a task run, before the run may be sent to another. */
const SECONDS_TO_ACKNOWLEDGE = 60;

const topicOf = (task_key: string) => `task-runs:${task_key}` as const;

/** Puts a task run at the end of the line and wakes who serves its task. */
export async function enqueueTaskRun(unit: Unit, id: TaskRunId): Promise<void> {
  const run = await findTaskRun(unit.transaction, id, unit.now);
  if (!run) return;
  const { task_key } = run;
  await insertWaitingTaskRun(unit.transaction, { task_run_id: id, task_key, enqueued: unit.now });
  unit.afterCommit(() => unit.wakeUps.wake(topicOf(task_key)));
}

/** A connection over which somebody takes runs of these tasks. */
export interface TaskConnection {
  /** Unique to the connection. */
  readonly connection: string;
  readonly task_keys: readonly string[];
}

/** The run that has waited longest, held for this connection until it is acknowledged; null when none waits. */
export async function takeWaitingTaskRun(engine: Engine, taker: TaskConnection): Promise<TaskRun | null> {
  while ((await findWaitingTaskRun(engine.store.read, taker.task_keys, engine.clock())) !== null) {
    const run = await engine.write((unit) => holdNext(unit, taker));
    if (run !== 'gone') return run;
  }
  return null;
}

/** `gone`: what stood first needs no worker any more, and was taken out. */
async function holdNext(unit: Unit, { connection, task_keys }: TaskConnection): Promise<TaskRun | null | 'gone'> {
  const { transaction, now } = unit;
  const id = await findWaitingTaskRun(transaction, task_keys, now);
  if (id === null) return null;
  const run = await findTaskRun(transaction, id, now);
  if (!run || !isScheduled(run.state)) {
    await deleteWaitingTaskRun(transaction, id);
    return 'gone';
  }
  await holdWaitingTaskRun(transaction, id, {
    holder: connection,
    held_until: addSeconds(now, SECONDS_TO_ACKNOWLEDGE),
  });
  return run;
}

/** The worker has the run and answers for it: it leaves the line. */
export function acknowledgeTaskRun(engine: Engine, { connection }: TaskConnection, id: TaskRunId): Promise<void> {
  return engine.write(({ transaction }) => deleteWaitingTaskRun(transaction, id, connection));
}

/** What was sent to the connection and not acknowledged goes to others. */
export async function releaseTaskRuns(unit: Unit, { connection }: TaskConnection): Promise<void> {
  for (const task_key of await releaseTaskRunsHeldBy(unit.transaction, connection))
    unit.afterCommit(() => unit.wakeUps.wake(topicOf(task_key)));
}

/** Resolves when a run of one of the tasks comes into the line, after `timeout_ms`, or when the signal aborts. */
export function waitForTaskRun(
  engine: Engine,
  { task_keys }: TaskConnection,
  timeout_ms: number,
  signal: AbortSignal,
): Promise<void> {
  return Promise.race(task_keys.map((task_key) => engine.wakeUps.wait(topicOf(task_key), timeout_ms, signal)));
}
