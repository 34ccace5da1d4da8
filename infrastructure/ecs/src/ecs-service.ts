// ecs: the clients for one identity and place, with what all runs there share: definitions, subnets, one poll of tasks.
import { createHash } from 'node:crypto';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { DescribeTasksCommand, ECSClient } from '@aws-sdk/client-ecs';
import { SubmitError } from '@signalbox/core';
import { awsConnection, demandKeys } from './aws-connection.ts';
import { Networks } from './networks.ts';
import { TaskDefinitions } from './task-definitions.ts';
import { TaskPoller } from './task-poller.ts';

export class EcsService implements Disposable {
  readonly ecs: ECSClient;
  /** Asks once: for calls that must not be repeated before one has looked what the first of them did. */
  readonly ecs_once: ECSClient;
  readonly definitions: TaskDefinitions;
  readonly networks: Networks;
  readonly poller: TaskPoller;
  /** How many tasks' logs are read at this time. */
  streams = 0;
  readonly #connection: ReturnType<typeof awsConnection>;
  readonly #ec2: EC2Client;
  readonly #logs = new Map<string, CloudWatchLogsClient>();

  constructor(credentials: Readonly<Record<string, unknown>>) {
    this.#connection = awsConnection(credentials);
    this.ecs = new ECSClient(this.#connection);
    this.ecs_once = new ECSClient({ ...this.#connection, maxAttempts: 1 });
    this.#ec2 = new EC2Client(this.#connection);
    this.definitions = new TaskDefinitions(this.ecs);
    this.networks = new Networks(this.#ec2);
    this.poller = new TaskPoller(async (cluster, tasks) => {
      const answer = await this.ecs.send(new DescribeTasksCommand({ cluster, tasks: [...tasks] }));
      return answer.tasks ?? [];
    });
  }

  async region(): Promise<string> {
    try {
      return await this.ecs.config.region();
    } catch (error) {
      throw new SubmitError(
        'It is not known in which region of AWS to start the task. Set region_name in the AwsCredentials block, or AWS_REGION for the worker.',
        { cause: error },
      );
    }
  }

  /** Logs may lie in another region than their task. */
  logs(region: string | undefined): CloudWatchLogsClient {
    const key = region ?? '';
    const known = this.#logs.get(key);
    if (known !== undefined) return known;
    const client = new CloudWatchLogsClient({ ...this.#connection, ...(region !== undefined && { region }) });
    this.#logs.set(key, client);
    return client;
  }

  [Symbol.dispose](): void {
    this.poller[Symbol.dispose]();
    for (const client of [this.ecs, this.ecs_once, this.#ec2, ...this.#logs.values()]) client.destroy();
  }
}

/** One service for all runs with the same credentials. */
export class EcsServices implements Disposable {
  readonly #services = new Map<string, EcsService>();
  readonly #own_identity: boolean;

  /** @param own_identity whether the identity of this machine is used where the credentials have no keys */
  constructor(own_identity: boolean) {
    this.#own_identity = own_identity;
  }

  /** @throws SubmitError for credentials that cannot be used */
  of(credentials: Readonly<Record<string, unknown>>): EcsService {
    if (!this.#own_identity) demandKeys(credentials);
    const key = createHash('sha256').update(JSON.stringify(credentials)).digest('hex');
    const known = this.#services.get(key);
    if (known !== undefined) return known;
    const service = new EcsService(credentials);
    this.#services.set(key, service);
    return service;
  }

  [Symbol.dispose](): void {
    for (const service of this.#services.values()) service[Symbol.dispose]();
    this.#services.clear();
  }
}
