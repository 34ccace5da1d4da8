// tests: jobs for ECS, and what becomes of them.
import { randomUUID } from 'node:crypto';
import { ListTaskDefinitionsCommand, ListTasksCommand } from '@aws-sdk/client-ecs';
import type { Exit, Handle, InfrastructureEvent, Job } from '@signalbox/core';
import type { EcsInfrastructure } from '@signalbox/infrastructure-ecs';
import type { Aws } from './aws.ts';

export const IMAGE = 'base:1';
const ROLE = 'arn:aws:iam::123456789012:role/execution';

export interface JobOptions {
  readonly command?: readonly string[];
  readonly image?: string;
  readonly cpu?: number;
  readonly family?: string;
  readonly logs?: boolean;
  readonly endpoint_url?: string;
  readonly configuration?: Readonly<Record<string, unknown>>;
}

/** As the template of an ecs pool makes it. */
export function jobOn(aws: Aws, options: JobOptions = {}): Job {
  const { command = ['/bin/sh', '-c', 'exit 0'], image = IMAGE, cpu = 256, family = 'tests', logs = true } = options;
  return {
    flow_run_id: randomUUID(),
    attempt: 1,
    name: 'test',
    command,
    env: { GREETING: 'hello "you" $HOME' },
    labels: { 'prefect.io/work-pool-name': 'pool', team: 'a & b' },
    configuration: {
      aws_credentials: aws.credentials(options.endpoint_url),
      task_definition: {
        family,
        cpu,
        memory: 512,
        executionRoleArn: ROLE,
        // The one that only plays tasks asks for the memory of the container.
        containerDefinitions: [{ image, name: null, memory: 512 }],
      },
      task_run_request: { launchType: 'FARGATE', overrides: { containerOverrides: [{ name: null }] } },
      configure_cloudwatch_logs: logs,
      network_configuration: { subnets: ['subnet-1'], assignPublicIp: 'DISABLED' },
      task_watch_poll_interval: 0.5,
      ...options.configuration,
    },
  };
}

export interface Seen {
  readonly exit: Exit;
  readonly lines: readonly string[];
  readonly events: readonly InfrastructureEvent[];
}

export async function watched(infrastructure: EcsInfrastructure, handle: Handle): Promise<Seen> {
  const lines: string[] = [];
  const events: InfrastructureEvent[] = [];
  const exit = await infrastructure.watch(handle, {
    onOutput: (line) => lines.push(line),
    onEvent: (event) => events.push(event),
  });
  return { exit, lines, events };
}

export async function revisionsOf({ ecs }: Aws, familyPrefix: string): Promise<readonly string[]> {
  return (await ecs.send(new ListTaskDefinitionsCommand({ familyPrefix }))).taskDefinitionArns ?? [];
}

/** Tasks that were started for the job and are to go on. */
export async function tasksOf({ ecs }: Aws, { flow_run_id, attempt }: Job): Promise<readonly string[]> {
  const startedBy = `signalbox-${flow_run_id}-${attempt}`;
  return (await ecs.send(new ListTasksCommand({ startedBy }))).taskArns ?? [];
}
