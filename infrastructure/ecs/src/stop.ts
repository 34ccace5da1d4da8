// ecs: stops a task, and waits until it is gone.
import { StopTaskCommand } from '@aws-sdk/client-ecs';
import { isNotFound } from './aws-error.ts';
import type { EcsHandle } from './ecs-handle.ts';

const LOOK_AGAIN_SECONDS = 2;
/** The most that `stopTimeout` of a container can be, and what Fargate needs to take the machine back. */
const PATIENCE_SECONDS = 120 + 300;

export class TaskNotStoppedError extends Error {
  override readonly name = 'TaskNotStoppedError';
}

/** False when ECS knows no such task any more. */
export async function askToStop({ service, cluster_arn, task_arn }: EcsHandle, reason: string): Promise<boolean> {
  try {
    await service.ecs.send(new StopTaskCommand({ cluster: cluster_arn, task: task_arn, reason }));
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

/** The containers get SIGTERM, and SIGKILL after the `stopTimeout` of the task definition, which is 30 s by default. */
export async function stopTask(handle: EcsHandle, grace_seconds: number): Promise<void> {
  const { service, task_arn, cluster_arn, poll_interval_seconds } = handle;
  if (!(await askToStop(handle, 'Signalbox was asked to stop the run.'))) return;
  const { promise: gone, resolve, reject } = Promise.withResolvers<void>();
  const patience = Math.max(grace_seconds, PATIENCE_SECONDS);
  const timer = setTimeout(() => {
    const message = `ECS has not stopped the task ${task_arn} within ${patience} s. Look at it in the console of ECS.`;
    reject(new TaskNotStoppedError(message));
  }, patience * 1000);
  const unfollow = service.poller.follow({
    cluster_arn,
    task_arn,
    interval_seconds: Math.min(LOOK_AGAIN_SECONDS, poll_interval_seconds),
    onTask: (task) => {
      if (task === null || task.lastStatus === 'STOPPED') resolve();
    },
    onTrouble: () => {},
  });
  try {
    await gone;
  } finally {
    clearTimeout(timer);
    unfollow();
  }
}
