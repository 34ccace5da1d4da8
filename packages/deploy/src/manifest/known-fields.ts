// deploy: which fields a map at some place of a manifest may have.
import { stepNamed } from '../steps/step-catalogue.ts';
import { DeploymentShape, ManifestShape, ScheduleShape } from './manifest-schema.ts';
import type { Path } from './manifest-source.ts';

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  deployments: Object.keys(DeploymentShape.shape),
  schedules: Object.keys(ScheduleShape.shape),
  schedule: Object.keys(ScheduleShape.shape),
  work_pool: Object.keys(DeploymentShape.shape.work_pool.shape),
  concurrency_limit: ['limit', 'collision_strategy', 'grace_period_seconds'],
};

export function knownFields(path: Path): readonly string[] {
  const room = path.findLast((key) => typeof key === 'string');
  if (room === undefined) return Object.keys(ManifestShape.shape);
  return FIELDS[room] ?? Object.keys(stepNamed(room)?.step.shape.shape ?? {});
}
