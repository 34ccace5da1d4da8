// ecs: waits for the end of a task, and tells its output and what ECS says of it meanwhile.
import type { Task } from '@aws-sdk/client-ecs';
import type { Exit, WatchOptions } from '@signalbox/core';
import { explain } from './aws-error.ts';
import type { EcsHandle } from './ecs-handle.ts';
import { idOf } from './names.ts';
import { OutputStream } from './output-stream.ts';
import { askToStop } from './stop.ts';
import { stoppedReason } from './stopped-reason.ts';
import { LastOutput, TaskLogs } from './task-logs.ts';

const STARTING = new Set(['PROVISIONING', 'PENDING', 'ACTIVATING']);
const SAID: Readonly<Record<string, string>> = {
  PROVISIONING: 'is being prepared',
  PENDING: 'waits for its image and its containers',
  ACTIVATING: 'is being started',
  RUNNING: 'runs',
  DEACTIVATING: 'is being stopped',
  STOPPING: 'is being stopped',
  DEPROVISIONING: 'gives its resources back',
};

interface End {
  /** Null when ECS does not know it any more. */
  readonly task: Task | null;
  readonly was_late: boolean;
}

type Tell = NonNullable<WatchOptions['onEvent']>;

/** Follows the task until it has stopped. A task that has not started in time is stopped. */
function untilStopped(handle: EcsHandle, tell: Tell): Promise<End> {
  const { service, cluster_arn, task_arn, poll_interval_seconds, start_timeout_seconds } = handle;
  const watched_since = Date.now();
  const { promise, resolve } = Promise.withResolvers<End>();
  let last_status = '';
  let was_late = false;
  const stopLate = (): void => {
    was_late = true;
    tell({ level: 'warning', message: `The task has not started within ${start_timeout_seconds} s and is stopped.` });
    askToStop(handle, `It did not start within ${start_timeout_seconds} s.`).catch((error: unknown) => {
      // The next answer of ECS leads here again.
      was_late = false;
      tell({ level: 'warning', message: `The task could not be stopped. ${explain(error)}` });
    });
  };
  const look = (task: Task | null): void => {
    const status = task?.lastStatus ?? '';
    if (task === null || status === 'STOPPED') {
      unfollow();
      resolve({ task, was_late });
      return;
    }
    const says = SAID[status];
    if (status !== last_status && says !== undefined)
      tell({ level: 'info', message: `The ECS task ${idOf(task_arn)} ${says} (${status}).` });
    last_status = status;
    const since = task.createdAt?.getTime() ?? watched_since;
    if (STARTING.has(status) && !was_late && Date.now() - since > start_timeout_seconds * 1000) stopLate();
  };
  const unfollow = service.poller.follow({
    cluster_arn,
    task_arn,
    interval_seconds: poll_interval_seconds,
    onTask: look,
    onTrouble: (message) => tell({ level: 'warning', message }),
  });
  return promise;
}

function reasonOf({ task, was_late }: End, handle: EcsHandle): string | null {
  if (task === null)
    return 'ECS does not know the task any more, so its exit code is not known. It forgets tasks an hour after their end.';
  if (was_late)
    return `The task did not start within ${handle.start_timeout_seconds} s (task_start_timeout_seconds) and was stopped.`;
  return stoppedReason(task, handle.container_name);
}

async function lastOutputOf(handle: EcsHandle, exit_code: number | null, tell: Tell): Promise<string> {
  if (handle.log_place === null || exit_code === 0) return '';
  const logs = new TaskLogs(handle.service.logs(handle.log_place.region), handle.log_place, 0);
  return logs.readLast().catch((error: unknown) => {
    tell({ level: 'warning', message: `The last output could not be read from CloudWatch Logs. ${explain(error)}` });
    return '';
  });
}

export async function watchTask(handle: EcsHandle, { onOutput, onEvent }: WatchOptions): Promise<Exit> {
  const tell: Tell = (event) => onEvent?.(event);
  const last = new LastOutput();
  const stream =
    onOutput !== undefined && handle.stream_output && handle.log_place !== null
      ? new OutputStream(handle.service, handle.log_place, handle, (line) => {
          last.add(line);
          onOutput(line);
        })
      : null;
  stream?.start((message) => tell({ level: 'warning', message }));
  try {
    const end = await untilStopped(handle, tell);
    await stream?.finish();
    const own = end.task?.containers?.find(({ name }) => name === handle.container_name);
    const exit_code = own?.exitCode ?? null;
    const last_output = stream === null ? await lastOutputOf(handle, exit_code, tell) : last.text;
    return { exit_code, signal: null, last_output, reason: reasonOf(end, handle) };
  } finally {
    if (handle.temporary_definition !== null)
      await handle.service.definitions.release(handle.temporary_definition).catch((error: unknown) => {
        tell({ level: 'warning', message: `The task definition could not be deregistered. ${explain(error)}` });
      });
  }
}
