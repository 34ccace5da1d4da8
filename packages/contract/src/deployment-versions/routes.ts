// contract: routes of the versions of deployments.
import { z } from 'zod';
import { route } from '../route.ts';
import { DeploymentId } from '../scalars.ts';
import { ContentDifference, DeploymentVersion, DeploymentVersionWithContent } from './deployment-version.ts';

const Numbered = z.object({ id: DeploymentId, number: z.coerce.number().int().min(1) });

export const deployment_versions = {
  /** The versions that are kept, the newest first; 404 for an unknown deployment. */
  list: route({
    id: 'deployment_versions.list',
    method: 'GET',
    path: '/deployments/{id}/versions',
    params: z.object({ id: DeploymentId }),
    query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(200) }),
    responses: { 200: z.array(DeploymentVersion) },
  }),
  /** One version with its content; 404 when it is not kept. */
  read: route({
    id: 'deployment_versions.read',
    method: 'GET',
    path: '/deployments/{id}/versions/{number}',
    params: Numbered,
    responses: { 200: DeploymentVersionWithContent },
  }),
  /** What changed up to this version: by default since the one before it; 404 when one of them is not kept. */
  differences: route({
    id: 'deployment_versions.differences',
    method: 'GET',
    path: '/deployments/{id}/versions/{number}/differences',
    params: Numbered,
    query: z.object({ since: z.coerce.number().int().min(1).optional() }),
    responses: { 200: z.array(ContentDifference) },
  }),
  /**
   * Makes the deployment what it was: a new version with the content of this one. Whether it is paused, and which of its
   * schedules are switched off, stays. 404 when the version, or a work pool that it names, is not there any more.
   */
  restore: route({
    id: 'deployment_versions.restore',
    method: 'POST',
    path: '/deployments/{id}/versions/{number}/restore',
    params: Numbered,
    responses: { 200: DeploymentVersion },
  }),
};
