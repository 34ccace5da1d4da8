// ecs: what RunTask is asked for one start of a run, as a pure rule.
import type { ContainerOverride, KeyValuePair, RunTaskCommandInput } from '@aws-sdk/client-ecs';
import { type Job, SubmitError } from '@signalbox/core';
import { clusterOf, type EcsConfiguration } from './ecs-configuration.ts';
import { startedBy } from './names.ts';
import { tagsFromLabels } from './tags.ts';
import { secretsOf } from './task-definition.ts';

/** What AWS takes for all that differs from the task definition. */
const OVERRIDES_CHARACTERS = 8192;

type Given = Partial<Omit<RunTaskCommandInput, 'launchType'>> & { readonly launchType?: unknown };

/** What the template fixes stays under what the run itself brings; the template may write a list or a mapping. */
function environmentOf(given: unknown, job: Job, configuration: EcsConfiguration): KeyValuePair[] {
  const fixed = Array.isArray(given)
    ? Object.fromEntries(given.map((entry: KeyValuePair) => [String(entry.name), String(entry.value ?? '')]))
    : {};
  const secret = new Set(secretsOf(configuration).map(({ name }) => name));
  return Object.entries({ ...fixed, ...job.env })
    .filter(([name]) => !secret.has(name))
    .map(([name, value]) => ({ name, value }));
}

/** Whole numbers as the template's `cpu` and `memory` are; AWS takes texts for tasks. */
const sizeOf = (size: unknown): { size?: string } =>
  size === undefined || size === null || size === '' ? {} : { size: String(size) };

function overridesOf(given: Given['overrides'], container_name: string, job: Job, configuration: EcsConfiguration) {
  const { cpu, memory, containerOverrides = [], ...rest } = given ?? {};
  const at = containerOverrides.findIndex(({ name }) => name === container_name || name === undefined);
  const { environment, ...own } = containerOverrides[at] ?? {};
  const override: ContainerOverride = {
    ...own,
    name: container_name,
    ...(job.command.length > 0 && { command: [...job.command] }),
    environment: environmentOf(environment, job, configuration),
  };
  const { size: taskCpu } = sizeOf(cpu);
  const { size: taskMemory } = sizeOf(memory);
  return {
    ...rest,
    ...(taskCpu !== undefined && { cpu: taskCpu }),
    ...(taskMemory !== undefined && { memory: taskMemory }),
    containerOverrides: [...containerOverrides.filter((_, index) => index !== at), override],
  };
}

/** `FARGATE_SPOT` is a launch type to Prefect, and a capacity provider to AWS, which takes only one of the two. */
function placementOf({ launchType, capacityProviderStrategy }: Given): Partial<RunTaskCommandInput> {
  if (capacityProviderStrategy !== undefined && capacityProviderStrategy.length > 0)
    return { capacityProviderStrategy };
  if (launchType === 'FARGATE_SPOT')
    return { capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }] };
  return launchType === 'FARGATE' || launchType === 'EC2' || launchType === 'EXTERNAL' ? { launchType } : {};
}

export type RunRequest = Omit<RunTaskCommandInput, 'taskDefinition' | 'clientToken'>;

/** @throws SubmitError when it is larger than AWS takes */
export function runRequestOf(job: Job, configuration: EcsConfiguration, container_name: string): RunRequest {
  // The edge of the types: the template is whatever its author wrote; AWS says what it does not take.
  const given = structuredClone(configuration.task_run_request) as Given;
  const { launchType, capacityProviderStrategy, overrides, tags, taskDefinition, clientToken, ...rest } = given;
  const cluster = clusterOf(configuration);
  const asked = overridesOf(overrides, container_name, job, configuration);
  const size = JSON.stringify(asked).length;
  if (size > OVERRIDES_CHARACTERS)
    throw new SubmitError(
      `The command and environment of the run take ${size} characters, and ECS takes ${OVERRIDES_CHARACTERS}. ` +
        'Put what all runs share into the task definition of the work pool, or larger values into a secret or a file.',
    );
  const own = Array.isArray(tags) ? Object.fromEntries(tags.map(({ key, value }) => [key ?? '', value ?? ''])) : {};
  return {
    ...rest,
    ...placementOf({ launchType, capacityProviderStrategy }),
    ...(cluster !== null && { cluster }),
    count: 1,
    overrides: asked,
    tags: tagsFromLabels({ ...own, ...job.labels }),
    startedBy: startedBy(job),
  };
}
