// ecs: makes the handle of a task, with where its output is, by its task definition.
import type { Task, TaskDefinition } from '@aws-sdk/client-ecs';
import type { JobReference } from '@signalbox/core';
import type { EcsConfiguration } from './ecs-configuration.ts';
import type { EcsHandle, LogPlace } from './ecs-handle.ts';
import type { EcsService } from './ecs-service.ts';
import { idOf } from './names.ts';
import { containerNameOf } from './task-definition.ts';

function logPlaceOf(definition: TaskDefinition, container_name: string, task_arn: string): LogPlace | null {
  const container = definition.containerDefinitions?.find(({ name }) => name === container_name);
  const options = container?.logConfiguration?.options;
  if (container?.logConfiguration?.logDriver !== 'awslogs' || options === undefined) return null;
  const { 'awslogs-group': group, 'awslogs-stream-prefix': prefix, 'awslogs-region': region } = options;
  // Without a prefix the stream has the id of a container, which only the machine of the task knows.
  if (group === undefined || prefix === undefined) return null;
  return { group, stream: `${prefix}/${container_name}/${idOf(task_arn)}`, region };
}

/** @param output_from milliseconds since 1970 from which its output is to be told */
export async function handleOfTask(
  service: EcsService,
  { flow_run_id, attempt }: JobReference,
  configuration: EcsConfiguration,
  task: Task,
  output_from: number,
): Promise<EcsHandle> {
  const { taskArn: task_arn = '', clusterArn: cluster_arn = '', taskDefinitionArn = '' } = task;
  const definition = await service.definitions.read(taskDefinitionArn);
  const container_name = containerNameOf(definition.containerDefinitions, configuration);
  const is_temporary =
    configuration.auto_deregister_task_definition === true && !configuration.task_run_request.taskDefinition;
  if (is_temporary) service.definitions.use(taskDefinitionArn);
  return {
    kind: 'ecs',
    flow_run_id,
    attempt,
    identifier: `${cluster_arn}::${task_arn}`,
    service,
    cluster_arn,
    task_arn,
    container_name,
    log_place: logPlaceOf(definition, container_name, task_arn),
    stream_output: configuration.stream_output !== false,
    output_from,
    poll_interval_seconds: configuration.task_watch_poll_interval,
    start_timeout_seconds: configuration.task_start_timeout_seconds,
    temporary_definition: is_temporary ? taskDefinitionArn : null,
  };
}
