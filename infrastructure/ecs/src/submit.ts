// ecs: starts a task for a job, once, however often it is asked.
import { RunTaskCommand, type Task } from '@aws-sdk/client-ecs';
import { type Job, SubmitError } from '@signalbox/core';
import { explain, isAnswerLost, isInactiveDefinition, isThrottled, tasksOfConflict } from './aws-error.ts';
import { Backoff } from './backoff.ts';
import { clusterOf, type EcsConfiguration, ecsConfiguration } from './ecs-configuration.ts';
import type { EcsHandle } from './ecs-handle.ts';
import type { EcsService, EcsServices } from './ecs-service.ts';
import { findTask, runningTask } from './find.ts';
import { handleOfTask } from './handle-of-task.ts';
import { clientToken } from './names.ts';
import { type PlannedTask, planTask } from './plan-task.ts';
import { explainFailures, mayPass } from './run-failure.ts';

/** A task that was made so long before it was asked for is one that AWS remembers by its token. */
const REMEMBERED_MILLISECONDS = 30_000;

type Outcome = { readonly task: Task } | { readonly again: string };

class Submission {
  readonly #service: EcsService;
  readonly #job: Job;
  readonly #configuration: EcsConfiguration;
  #planned: PlannedTask;
  #round = 1;

  constructor(service: EcsService, job: Job, configuration: EcsConfiguration, planned: PlannedTask) {
    this.#service = service;
    this.#job = job;
    this.#configuration = configuration;
    this.#planned = planned;
  }

  async run(): Promise<Task> {
    const seconds = this.#configuration.task_start_timeout_seconds;
    const backoff = new Backoff(seconds);
    for (;;) {
      const outcome = await this.#ask();
      if ('task' in outcome) return outcome.task;
      if (await backoff.rest()) continue;
      throw new SubmitError(
        `ECS has started no task within ${seconds} s (task_start_timeout_seconds). The last answer was: ${outcome.again}`,
      );
    }
  }

  async #ask(): Promise<Outcome> {
    const asked_at = Date.now();
    try {
      const { tasks: [task] = [], failures = [] } = await this.#service.ecs_once.send(
        new RunTaskCommand({
          ...this.#planned.request,
          taskDefinition: this.#planned.definition_arn,
          clientToken: clientToken(this.#job, this.#round),
        }),
      );
      if (task !== undefined) return await this.#unlessEnded(task, asked_at);
      const reasons = explainFailures(failures);
      if (mayPass(failures)) return { again: reasons };
      throw new SubmitError(reasons);
    } catch (error) {
      return this.#afterError(error);
    }
  }

  // A run that crashed before it was Running starts anew with the same attempt, and AWS knows its token for a day.
  async #unlessEnded(task: Task, asked_at: number): Promise<Outcome> {
    const is_old = (task.createdAt?.getTime() ?? asked_at) < asked_at - REMEMBERED_MILLISECONDS;
    if (task.lastStatus !== 'STOPPED' && !is_old) return { task };
    const running = await runningTask(this.#service, clusterOf(this.#configuration), task.taskArn ?? '');
    if (running !== null) return { task: running };
    this.#round += 1;
    return { again: 'the task that AWS knows of this attempt has ended.' };
  }

  async #afterError(error: unknown): Promise<Outcome> {
    if (error instanceof SubmitError) throw error;
    if (tasksOfConflict(error) !== null) return this.#afterConflict(error);
    if (isThrottled(error)) return { again: explain(error) };
    if (isInactiveDefinition(error) && this.#planned.definition !== null) {
      this.#service.definitions.forget(this.#planned.definition_arn);
      const definition_arn = await this.#service.definitions.arnOf(this.#planned.definition);
      this.#planned = { ...this.#planned, definition_arn };
      return { again: explain(error) };
    }
    if (!isAnswerLost(error)) throw error;
    // The same loss may meet this call too; then the next repeat looks again, and AWS knows its token.
    const task = await findTask(this.#service, this.#job, this.#configuration).catch(() => null);
    return task === null ? { again: explain(error) } : { task };
  }

  // Another submitter, with another lease in the environment, has used the token.
  async #afterConflict(error: unknown): Promise<Outcome> {
    const task = await findTask(this.#service, this.#job, this.#configuration);
    if (task !== null) return { task };
    const [task_arn] = tasksOfConflict(error) ?? [];
    const known =
      task_arn === undefined ? null : await runningTask(this.#service, clusterOf(this.#configuration), task_arn);
    if (known !== null) return { task: known };
    this.#round += 1;
    return { again: 'the task that AWS knows of this attempt has ended.' };
  }
}

async function start(service: EcsService, job: Job, configuration: EcsConfiguration): Promise<EcsHandle> {
  const found = await findTask(service, job, configuration);
  const task =
    found ?? (await new Submission(service, job, configuration, await planTask(service, job, configuration)).run());
  return handleOfTask(service, job, configuration, task, 0);
}

/** @throws SubmitError with what to do when AWS refuses it, or has no room for it in time */
export async function submitTask(services: EcsServices, job: Job): Promise<EcsHandle> {
  const configuration = ecsConfiguration(job.configuration);
  try {
    return await start(services.of(configuration.aws_credentials), job, configuration);
  } catch (error) {
    if (error instanceof SubmitError) throw error;
    throw new SubmitError(`AWS did not start the task. ${explain(error)}`, { cause: error });
  }
}
