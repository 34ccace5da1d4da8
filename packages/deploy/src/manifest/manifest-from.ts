// deploy: from a manifest that was read to one that was checked.
import { basename, dirname, resolve } from 'node:path';
import { entrypointFromText } from '../entrypoints/entrypoint.ts';
import { pullErrors } from './declared-pull.ts';
import { checkSchedule } from './declared-schedule.ts';
import { InvalidValueError, type ManifestError, ManifestRejectedError } from './errors.ts';
import { knownFields } from './known-fields.ts';
import type { DeclaredConcurrency, DeclaredDeployment, Manifest } from './manifest.ts';
import { type DeploymentShape, ManifestShape, MENDS } from './manifest-schema.ts';
import { fieldName, type ManifestSource, type Path } from './manifest-source.ts';
import { filledValues, type Surroundings } from './placeholders.ts';
import { shapeErrors } from './shape-errors.ts';

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
    const at = [...path, 'schedule'];
    const problem = 'schedule and schedules exclude each other';
    errors.push(
      new InvalidValueError({
        position: source.positionOfKey(at),
        field: fieldName(at),
        problem,
        mend: 'Put all of them into schedules',
      }),
    );
    return null;
  }
  if (!isOne && (schedules === null || schedules === undefined)) return null;
  const checked = isOne
    ? [checkSchedule(source, [...path, 'schedule'], schedule)]
    : (schedules ?? []).map((one, index) => checkSchedule(source, [...path, 'schedules', index], one));
  for (const one of checked) errors.push(...one.errors);
  return checked.map((one) => one.declared).filter((one) => one !== null);
}

function deploymentOf(
  source: ManifestSource,
  path: Path,
  shape: DeploymentShape,
  common: ManifestShape,
  errors: ManifestError[],
): DeclaredDeployment {
  const entrypoint = entrypointFromText(shape.entrypoint);
  if (entrypoint === null) {
    const at = [...path, 'entrypoint'];
    const problem = `"${shape.entrypoint}" is not an entrypoint`;
    errors.push(
      new InvalidValueError({
        position: source.positionOf(at),
        field: fieldName(at),
        problem,
        mend: MENDS.entrypoint ?? '',
      }),
    );
  }
  const pull = shape.pull ?? common.pull ?? null;
  const pullPath = shape.pull ? [...path, 'pull'] : ['pull'];
  errors.push(...pullErrors(source, pullPath, pull ?? [], entrypoint?.language !== 'javascript'));
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
      job_variables: shape.work_pool.job_variables ?? {},
    },
    build: null,
    push: null,
    pull,
    triggers: [],
  };
}

/**
 * The checked manifest, with its placeholders filled in.
 * @throws ManifestRejectedError with everything that is wrong.
 */
export function manifestFrom(source: ManifestSource, surroundings: Surroundings): Manifest {
  const { values, errors } = filledValues(source, surroundings);
  const result = ManifestShape.safeParse(values ?? {});
  if (!result.success) errors.push(...shapeErrors(source, result.error.issues, [], knownFields));
  const deployments = result.success
    ? result.data.deployments.map((shape, index) =>
        deploymentOf(source, ['deployments', index], shape, result.data, errors),
      )
    : [];
  if (errors.length > 0) throw new ManifestRejectedError(withoutRepeats(errors));
  const declaredName = result.success ? result.data.name : null;
  return {
    name: declaredName || basename(dirname(resolve(source.file))),
    environment: null,
    apiUrl: null,
    workPools: [],
    blocks: [],
    variables: [],
    automations: [],
    deployments,
  };
}

/** A step or schedule that several deployments share by an anchor is wrong once. */
function withoutRepeats(errors: readonly ManifestError[]): ManifestError[] {
  const seen = new Map(
    errors.map((error) => [`${error.position.line}:${error.position.column}:${error.problem}`, error] as const),
  );
  return [...seen.values()];
}
