// core: the kinds of work pool and the job template each starts with.
import { ecsPushWorkPool, ecsWorkPool } from './ecs-work-pool.ts';
import { JobTemplateError } from './job-template-error.ts';
import { processPushWorkPool } from './process-push-work-pool.ts';
import { processWorkPool } from './process-work-pool.ts';
import type { WorkPoolType } from './work-pool-type.ts';

/** By the package of Prefect that brings the kind, then by `type`. */
export const WORK_POOL_TYPES: Readonly<Record<string, Readonly<Record<string, WorkPoolType>>>> = {
  prefect: { process: processWorkPool, 'process:push': processPushWorkPool },
  'prefect-aws': { ecs: ecsWorkPool, 'ecs:push': ecsPushWorkPool },
};

const allTypes = (): WorkPoolType[] => Object.values(WORK_POOL_TYPES).flatMap((kinds) => Object.values(kinds));

/** Whether we have a template for it. */
export const isKnownWorkPoolType = (type: string): boolean => allTypes().some((kind) => kind.type === type);

/**
 * The template that a new work pool of this type starts with.
 * @throws JobTemplateError for a type that is not known.
 */
export function baseJobTemplateFor(type: string): WorkPoolType['default_base_job_configuration'] {
  const types = allTypes();
  const found = types.find((kind) => kind.type === type);
  if (found !== undefined) return found.default_base_job_configuration;
  throw new JobTemplateError(
    'type',
    `"${type}" is not a type of work pool`,
    `Use one of ${types.map((kind) => kind.type).join(', ')}`,
  );
}
