// ecs: finds the task of an attempt, whoever started it.
import { DescribeTasksCommand, ListTasksCommand, type Task } from '@aws-sdk/client-ecs';
import type { JobReference } from '@signalbox/core';
import { clusterOf, type EcsConfiguration } from './ecs-configuration.ts';
import type { EcsService } from './ecs-service.ts';
import { startedBy } from './names.ts';

const goesOn = ({ lastStatus, desiredStatus }: Task): boolean =>
  lastStatus !== 'STOPPED' && desiredStatus !== 'STOPPED';

/** The task by its ARN if it goes on, else null. */
export async function runningTask(service: EcsService, cluster: string | null, task_arn: string): Promise<Task | null> {
  const { tasks = [] } = await service.ecs.send(
    new DescribeTasksCommand({ ...(cluster !== null && { cluster }), tasks: [task_arn] }),
  );
  return tasks.find(goesOn) ?? null;
}

/** Null when none goes on. */
export async function findTask(
  service: EcsService,
  reference: Pick<JobReference, 'flow_run_id' | 'attempt'>,
  configuration: EcsConfiguration,
): Promise<Task | null> {
  const cluster = clusterOf(configuration);
  const place = cluster === null ? {} : { cluster };
  // AWS takes no other filter beside this one; without one it lists tasks that are to go on.
  const { taskArns = [] } = await service.ecs.send(new ListTasksCommand({ ...place, startedBy: startedBy(reference) }));
  if (taskArns.length === 0) return null;
  const { tasks = [] } = await service.ecs.send(new DescribeTasksCommand({ ...place, tasks: taskArns }));
  return tasks.find(goesOn) ?? null;
}
