// ecs: the kind of infrastructure that runs a job as a task of Amazon ECS.
import type { Infrastructure } from '@signalbox/core';
import { ecsConfiguration } from './ecs-configuration.ts';
import { ecsHandle } from './ecs-handle.ts';
import { EcsServices } from './ecs-service.ts';
import { findTask } from './find.ts';
import { handleOfTask } from './handle-of-task.ts';
import { stopTask } from './stop.ts';
import { submitTask } from './submit.ts';
import { watchTask } from './watch.ts';

export interface EcsOptions {
  /** Whether AWS is asked as the machine that this runs on where a pool's credentials have no keys. Default true. */
  readonly own_identity?: boolean;
}

export interface EcsInfrastructure extends Infrastructure, Disposable {}

/**
 * Runs jobs as tasks of Amazon ECS: on Fargate, on instances of one's own, or on machines elsewhere.
 *
 * @example
 * using infrastructure = ecsInfrastructure();
 * const handle = await infrastructure.submit(job);
 * const exit = await infrastructure.watch(handle, { onOutput: console.log });
 */
export function ecsInfrastructure({ own_identity = true }: EcsOptions = {}): EcsInfrastructure {
  const services = new EcsServices(own_identity);
  return {
    type: 'ecs',
    runs_in: 'image',
    submit: (job) => submitTask(services, job),
    watch: (handle, options = {}) => watchTask(ecsHandle(handle), options),
    stop: (handle, grace_seconds) => stopTask(ecsHandle(handle), grace_seconds),
    find: async (reference) => {
      const configuration = ecsConfiguration(reference.configuration);
      const service = services.of(configuration.aws_credentials);
      const task = await findTask(service, reference, configuration);
      return task === null ? null : handleOfTask(service, reference, configuration, task, Date.now());
    },
    [Symbol.dispose]: () => services[Symbol.dispose](),
  };
}
