// ecs: the revisions of task definitions: one is registered only when the latest of its family is another.
import {
  DeregisterTaskDefinitionCommand,
  DescribeTaskDefinitionCommand,
  type ECSClient,
  RegisterTaskDefinitionCommand,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';
import { isInactiveDefinition } from './aws-error.ts';
import { definitionHash } from './canonical-definition.ts';
import type { TaskDefinitionInput } from './task-definition.ts';

/** Definitions whose ARN is kept in memory; the oldest go first. */
const MOST_KNOWN = 500;

export class TaskDefinitions {
  readonly #ecs: ECSClient;
  readonly #known = new Map<string, Promise<string>>();
  readonly #read = new Map<string, Promise<TaskDefinition>>();
  readonly #users = new Map<string, number>();

  constructor(ecs: ECSClient) {
    this.#ecs = ecs;
  }

  /** The ARN of a revision that is what is asked for. Runs that ask at one time wait for one answer. */
  arnOf(input: TaskDefinitionInput): Promise<string> {
    return this.#once(this.#known, definitionHash(input), () => this.#find(input));
  }

  /** What a definition says that somebody else has registered. */
  read(arn: string): Promise<TaskDefinition> {
    return this.#once(this.#read, arn, async () => {
      const { taskDefinition } = await this.#ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn }));
      return taskDefinition ?? {};
    });
  }

  /** The revision is gone: the next one who asks gets another. */
  forget(arn: string): void {
    for (const [key, known] of this.#known)
      void known.then((is) => {
        if (is === arn && this.#known.get(key) === known) this.#known.delete(key);
      });
  }

  /** A run that goes on needs the revision, until it is released. */
  use(arn: string): void {
    this.#users.set(arn, (this.#users.get(arn) ?? 0) + 1);
  }

  /** Deregisters the revision when no other run of this process uses it. */
  async release(arn: string): Promise<void> {
    const users = (this.#users.get(arn) ?? 1) - 1;
    if (users > 0) {
      this.#users.set(arn, users);
      return;
    }
    this.#users.delete(arn);
    this.forget(arn);
    await this.#ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: arn })).catch((error: unknown) => {
      if (!isInactiveDefinition(error)) throw error;
    });
  }

  #once<Value>(map: Map<string, Promise<Value>>, key: string, make: () => Promise<Value>): Promise<Value> {
    const known = map.get(key);
    if (known !== undefined) return known;
    const made = make();
    map.set(key, made);
    made.catch(() => map.delete(key));
    const [oldest] = map.keys();
    if (map.size > MOST_KNOWN && oldest !== undefined) map.delete(oldest);
    return made;
  }

  async #find(input: TaskDefinitionInput): Promise<string> {
    const latest = await this.#latest(input.family ?? '');
    if (latest?.taskDefinitionArn !== undefined && definitionHash(latest) === definitionHash(input))
      return latest.taskDefinitionArn;
    const { taskDefinition } = await this.#ecs.send(new RegisterTaskDefinitionCommand(input));
    return taskDefinition?.taskDefinitionArn ?? '';
  }

  async #latest(family: string): Promise<(TaskDefinition & { readonly tags?: unknown }) | null> {
    try {
      const answer = await this.#ecs.send(
        new DescribeTaskDefinitionCommand({ taskDefinition: family, include: ['TAGS'] }),
      );
      if (answer.taskDefinition?.status === 'INACTIVE') return null;
      return { ...answer.taskDefinition, tags: answer.tags };
    } catch (error) {
      if (isInactiveDefinition(error)) return null;
      throw error;
    }
  }
}
