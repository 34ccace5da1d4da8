// ecs: the task definition of a job: what the template says, and what ECS needs beside it.
import type { ContainerDefinition, RegisterTaskDefinitionCommandInput, Secret } from '@aws-sdk/client-ecs';
import { type Job, SubmitError } from '@signalbox/core';
import type { EcsConfiguration } from './ecs-configuration.ts';
import { familyOf, slug } from './names.ts';

const DEFAULT_CPU = '1024';
const DEFAULT_MEMORY = '2048';
const DEFAULT_CONTAINER = 'prefect';
const DEFAULT_LOG_GROUP = 'prefect';
const DEFAULT_PYTHON_IMAGE = 'prefecthq/prefect:3-latest';

/** The variables that a container has from a secret, by the job variable that names the secret. */
const SECRETS = {
  prefect_api_key_secret_arn: ['PREFECT_API_KEY', 'SIGNALBOX_API_KEY'],
  prefect_api_auth_string_secret_arn: ['PREFECT_API_AUTH_STRING', 'SIGNALBOX_API_AUTH_STRING'],
} as const;

export type TaskDefinitionInput = RegisterTaskDefinitionCommandInput;

type Containers = readonly Partial<ContainerDefinition>[];

/** The container that runs the flow: the one that is named, else the first. */
export function containerNameOf(containers: Containers | undefined, { container_name }: EcsConfiguration): string {
  return container_name ?? containers?.[0]?.name ?? DEFAULT_CONTAINER;
}

export function secretsOf(configuration: EcsConfiguration): Secret[] {
  return Object.entries(SECRETS).flatMap(([field, names]) => {
    const valueFrom = configuration[field as keyof typeof SECRETS];
    return valueFrom === null ? [] : names.map((name) => ({ name, valueFrom }));
  });
}

/** Which launch types the definition is made for; null when the cluster decides. */
export function launchTypeOf({ task_run_request: { launchType, capacityProviderStrategy } }: EcsConfiguration) {
  const providers = Array.isArray(capacityProviderStrategy)
    ? capacityProviderStrategy.map((entry) => String(entry?.capacityProvider))
    : [];
  if (providers.length > 0) return providers.every((name) => /^FARGATE(_SPOT)?$/.test(name)) ? 'FARGATE' : null;
  if (launchType === 'FARGATE_SPOT') return 'FARGATE';
  return launchType === 'FARGATE' || launchType === 'EC2' || launchType === 'EXTERNAL' ? launchType : null;
}

function imageOf(container: Partial<ContainerDefinition>, { command }: Job): string {
  if (container.image) return container.image;
  if (command[0] === 'prefect' || command[0] === undefined) return DEFAULT_PYTHON_IMAGE;
  throw new SubmitError(
    `The task has no image to run ${command[0]} in. Set the job variable image in the deployment or the work pool.`,
  );
}

function withLogs(container: Partial<ContainerDefinition>, job: Job, configuration: EcsConfiguration, region: string) {
  if (configuration.configure_cloudwatch_logs !== true || container.logConfiguration) return container;
  const { labels } = job;
  const words = [labels['prefect.io/work-pool-name'], labels['prefect.io/deployment-name']];
  const prefix = slug(words.filter((word) => word !== undefined).join('_')) || 'signalbox';
  const options = {
    'awslogs-create-group': 'true',
    'awslogs-group': DEFAULT_LOG_GROUP,
    'awslogs-region': region,
    'awslogs-stream-prefix': configuration.cloudwatch_logs_prefix ?? prefix,
    ...configuration.cloudwatch_logs_options,
  };
  return { ...container, logConfiguration: { logDriver: 'awslogs' as const, options } };
}

function withSecrets(container: Partial<ContainerDefinition>, secrets: readonly Secret[]) {
  if (secrets.length === 0) return container;
  const own = new Set(secrets.map(({ name }) => name));
  return { ...container, secrets: [...(container.secrets ?? []).filter(({ name }) => !own.has(name)), ...secrets] };
}

function containersOf(
  given: Containers,
  job: Job,
  configuration: EcsConfiguration,
  region: string,
): ContainerDefinition[] {
  const name = containerNameOf(given, configuration);
  const at = given.findIndex((container) => container.name === name || container.name === undefined);
  const all = at === -1 ? [...given, {}] : given;
  const place = at === -1 ? given.length : at;
  return all.map((container, index) => {
    if (index !== place) return container;
    const named = { essential: true, ...container, name, image: imageOf(container, job) };
    return withSecrets(withLogs(named, job, configuration, region), secretsOf(configuration));
  });
}

/** Fargate takes sizes of whole tasks only; elsewhere one that the container itself has is enough. */
function sizesOf(definition: Partial<TaskDefinitionInput>, isFargate: boolean): Partial<TaskDefinitionInput> {
  const isSized = definition.containerDefinitions?.some(({ memory, memoryReservation }) => memory || memoryReservation);
  const { cpu, memory } = definition;
  if (!isFargate && isSized && !memory) return cpu ? { cpu: String(cpu) } : {};
  return { cpu: String(cpu || DEFAULT_CPU), memory: String(memory || DEFAULT_MEMORY) };
}

function checkRole(definition: TaskDefinitionInput, configuration: EcsConfiguration): void {
  const asks = configuration.configure_cloudwatch_logs === true || secretsOf(configuration).length > 0;
  if (!asks || definition.executionRoleArn) return;
  throw new SubmitError(
    'Logs in CloudWatch and secrets need a role by which ECS may write and read them. ' +
      'Set the job variable execution_role_arn.',
  );
}

/**
 * What `RegisterTaskDefinition` is given. The command, the environment and the tags of the run are not in it, so that
 * all runs of a deployment share one revision.
 * @throws SubmitError when something is missing that has no default
 */
export function taskDefinitionOf(job: Job, configuration: EcsConfiguration, region: string): TaskDefinitionInput {
  // The edge of the types: the template is whatever its author wrote; AWS says what it does not take.
  const given = structuredClone(configuration.task_definition) as Partial<TaskDefinitionInput>;
  const launch_type = launchTypeOf(configuration);
  const compatibilities = new Set(given.requiresCompatibilities ?? []);
  if (launch_type === 'FARGATE' || launch_type === 'EXTERNAL') compatibilities.add(launch_type);
  const isFargate = compatibilities.has('FARGATE');
  const definition: TaskDefinitionInput = {
    ...given,
    ...sizesOf(given, isFargate),
    family: slug(given.family ?? '') || familyOf(job),
    containerDefinitions: containersOf(given.containerDefinitions ?? [], job, configuration, region),
    ...(compatibilities.size > 0 && { requiresCompatibilities: [...compatibilities] }),
    ...(isFargate && { networkMode: given.networkMode ?? 'awsvpc' }),
  };
  checkRole(definition, configuration);
  return definition;
}
