// ecs: all that RunTask is asked for, with the revision of the task definition that it names.
import type { Job } from '@signalbox/core';
import type { EcsConfiguration } from './ecs-configuration.ts';
import type { EcsService } from './ecs-service.ts';
import { type RunRequest, runRequestOf } from './run-request.ts';
import { containerNameOf, type TaskDefinitionInput, taskDefinitionOf } from './task-definition.ts';

export interface PlannedTask {
  readonly definition_arn: string;
  /** Null when the definition is somebody else's, and the template only names it. */
  readonly definition: TaskDefinitionInput | null;
  readonly request: RunRequest;
}

async function withNetwork(
  service: EcsService,
  configuration: EcsConfiguration,
  request: RunRequest,
  networkMode: string | undefined,
): Promise<RunRequest> {
  if (request.networkConfiguration !== undefined) return request;
  const { vpc_id, network_configuration } = configuration;
  if (networkMode !== 'awsvpc' && vpc_id === null && network_configuration === null) return request;
  return { ...request, networkConfiguration: await service.networks.configurationOf(configuration) };
}

async function definitionOf(service: EcsService, job: Job, configuration: EcsConfiguration) {
  const { taskDefinition: given } = configuration.task_run_request;
  if (typeof given === 'string' && given !== '')
    return { definition_arn: given, definition: null, read: await service.definitions.read(given) };
  const definition = taskDefinitionOf(job, configuration, await service.region());
  return { definition_arn: await service.definitions.arnOf(definition), definition, read: definition };
}

export async function planTask(service: EcsService, job: Job, configuration: EcsConfiguration): Promise<PlannedTask> {
  const { definition_arn, definition, read } = await definitionOf(service, job, configuration);
  const request = runRequestOf(job, configuration, containerNameOf(read.containerDefinitions, configuration));
  return {
    definition_arn,
    definition,
    request: await withNetwork(service, configuration, request, read.networkMode),
  };
}
