// deploy: which fields a map at some place of a manifest may have.
import {
  DeploymentShape,
  GitCloneShape,
  ManifestShape,
  ScheduleShape,
  SetWorkingDirectoryShape,
} from './manifest-schema.ts';
import type { Path } from './manifest-source.ts';

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  deployments: Object.keys(DeploymentShape.shape),
  schedules: Object.keys(ScheduleShape.shape),
  schedule: Object.keys(ScheduleShape.shape),
  work_pool: Object.keys(DeploymentShape.shape.work_pool.shape),
  concurrency_limit: ['limit', 'collision_strategy', 'grace_period_seconds'],
  'prefect.deployments.steps.git_clone': Object.keys(GitCloneShape.shape),
  'prefect.deployments.steps.set_working_directory': Object.keys(SetWorkingDirectoryShape.shape),
};

export function knownFields(path: Path): readonly string[] {
  const room = path.findLast((key) => typeof key === 'string');
  return room === undefined ? Object.keys(ManifestShape.shape) : (FIELDS[room] ?? []);
}
