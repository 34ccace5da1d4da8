// core: the kinds of work pool and the job template each starts with.
import { ecsPushWorkPool, ecsWorkPool } from './ecs-work-pool.ts';
import { JobTemplateError } from './job-template-error.ts';
import { processWorkPool } from './process-work-pool.ts';
import type { WorkPoolType } from './work-pool-type.ts';

/** By the package of Prefect that brings the kind, then by `type`. */
export const WORK_POOL_TYPES: Readonly<Record<string, Readonly<Record<string, WorkPoolType>>>> = {
  prefect: { process: processWorkPool },
  'prefect-aws': { ecs: ecsWorkPool, 'ecs:push': ecsPushWorkPool },
};

/**
 * The template that a new work pool of this type starts with.
 * @throws JobTemplateError for a type that is not known.
 */
export function baseJobTemplateFor(type: string): WorkPoolType['default_base_job_configuration'] {
  const types = Object.values(WORK_POOL_TYPES).flatMap((kinds) => Object.values(kinds));
  const found = types.find((kind) => kind.type === type);
  if (found !== undefined) return found.default_base_job_configuration;
  throw new JobTemplateError(
    'type',
    `"${type}" is not a type of work pool`,
    `Use one of ${types.map((kind) => kind.type).join(', ')}`,
  );
}
