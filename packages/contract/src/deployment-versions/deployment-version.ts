// contract: what a deployment was at a time. An extension: a Prefect server keeps no versions that its API tells.
import { z } from 'zod';
import { DeploymentScheduleCreate } from '../deployment-schedules/deployment-schedule.ts';
import { DeploymentCreate } from '../deployments/deployment.ts';
import { DeploymentId, Timestamp, Uuid } from '../scalars.ts';

/** All that was said of a deployment, but whether it is paused: that is how it is run, not what it is. */
export const DeploymentContent = DeploymentCreate.omit({
  name: true,
  flow_id: true,
  paused: true,
  schedules: true,
}).extend({ schedules: z.array(DeploymentScheduleCreate.omit({ replaces: true })) });
export type DeploymentContent = z.output<typeof DeploymentContent>;

export const DeploymentVersion = z.object({
  id: Uuid,
  deployment_id: DeploymentId,
  /** From 1, without gaps; the highest is what the deployment is now. */
  number: z.int().min(1),
  created: Timestamp,
  /** What whoever deployed calls it, for instance the first letters of a commit. */
  version: z.string().nullable(),
  /** The same for versions that say the same. */
  content_hash: z.string(),
  /** The number of the version whose content was brought back. */
  restored_from: z.int().nullable(),
});
export type DeploymentVersion = z.output<typeof DeploymentVersion>;

export const DeploymentVersionWithContent = DeploymentVersion.extend({ content: DeploymentContent });
export type DeploymentVersionWithContent = z.output<typeof DeploymentVersionWithContent>;

export const ContentDifference = z.object({
  /** Member by member, for instance `["job_variables", "image"]`; a list differs as a whole. */
  path: z.array(z.string()),
  /** Null for what was not there. */
  before: z.unknown(),
  after: z.unknown(),
});
export type ContentDifference = z.output<typeof ContentDifference>;
