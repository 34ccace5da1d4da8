// deploy: one deployment of a manifest, checked.
import { entrypointFromText } from '../entrypoints/entrypoint.ts';
import type { Step } from '../steps/step.ts';
import type { StepPhase } from '../steps/step-catalogue.ts';
import { checkSchedule } from './declared-schedule.ts';
import { stepErrors } from './declared-steps.ts';
import { declaredTrigger } from './declared-trigger.ts';
import type { DeploymentShape } from './deployment-schema.ts';
import { InvalidValueError, type ManifestError } from './errors.ts';
import type { DeclaredConcurrency, DeclaredDeployment } from './manifest.ts';
import { type ManifestShape, MENDS } from './manifest-schema.ts';
import { type ManifestSource, type Path, placeOf, placeOfKey } from './manifest-source.ts';
import { isOwn } from './step-promises.ts';

function concurrencyOf(value: DeploymentShape['concurrency_limit']): DeclaredConcurrency | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return { limit: value };
  const { limit, collision_strategy, grace_period_seconds } = value;
  return {
    limit,
    collision_strategy: collision_strategy ?? undefined,
    grace_period_seconds: grace_period_seconds ?? undefined,
  };
}

function schedulesOf(
  source: ManifestSource,
  path: Path,
  shape: DeploymentShape,
  errors: ManifestError[],
): DeclaredDeployment['schedules'] {
  const { schedule, schedules } = shape;
  const isOne = schedule !== null && schedule !== undefined && Object.keys(schedule).length > 0;
  if (isOne && schedules !== null && schedules !== undefined) {
    const place = placeOfKey(source, [...path, 'schedule']);
    const problem = 'schedule and schedules exclude each other';
    errors.push(new InvalidValueError({ ...place, problem, mend: 'Put all of them into schedules' }));
    return null;
  }
  if (!isOne && (schedules === null || schedules === undefined)) return null;
  const checked = isOne
    ? [checkSchedule(source, [...path, 'schedule'], schedule)]
    : (schedules ?? []).map((one, index) => checkSchedule(source, [...path, 'schedules', index], one));
  for (const one of checked) errors.push(...one.errors);
  return checked.map((one) => one.declared).filter((one) => one !== null);
}

/** Of the values of a whole manifest, what its deployments take where they have none of their own. */
export interface CommonValues extends Pick<ManifestShape, StepPhase> {
  /** From the block that the manifest names for all of them. */
  readonly job_variables: Readonly<Record<string, unknown>>;
}

export function declaredDeployment(
  source: ManifestSource,
  path: Path,
  shape: DeploymentShape,
  common: CommonValues,
  errors: ManifestError[],
): DeclaredDeployment {
  const entrypoint = entrypointFromText(shape.entrypoint);
  if (entrypoint === null) {
    const place = placeOf(source, [...path, 'entrypoint']);
    const problem = `"${shape.entrypoint}" is not an entrypoint`;
    errors.push(new InvalidValueError({ ...place, problem, mend: MENDS.entrypoint ?? '' }));
  }
  const stepsOf = (phase: StepPhase): readonly Step[] | null => {
    const hasOwn = isOwn(phase, shape[phase]);
    const steps = (hasOwn ? shape[phase] : common[phase]) ?? null;
    const othersAllowed = phase === 'pull' && entrypoint?.language !== 'javascript';
    errors.push(...stepErrors(source, hasOwn ? [...path, phase] : [phase], steps ?? [], phase, othersAllowed));
    return steps;
  };
  const triggers = (shape.triggers ?? []).map((trigger, index) =>
    declaredTrigger(source, [...path, 'triggers', index], trigger, shape.name, errors),
  );
  return {
    path,
    name: shape.name,
    entrypoint: shape.entrypoint,
    description: shape.description ?? null,
    version: shape.version ?? null,
    tags: shape.tags ?? [],
    parameters: shape.parameters ?? {},
    paused: shape.paused ?? false,
    schedules: schedulesOf(source, path, shape, errors),
    concurrency: concurrencyOf(shape.concurrency_limit),
    enforce_parameter_schema: shape.enforce_parameter_schema ?? null,
    work_pool: {
      name: shape.work_pool.name,
      work_queue_name: shape.work_pool.work_queue_name ?? null,
      job_variables: { ...common.job_variables, ...shape.work_pool.job_variables },
    },
    build: stepsOf('build'),
    push: stepsOf('push'),
    pull: stepsOf('pull'),
    triggers,
  };
}
