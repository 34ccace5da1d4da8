import { z } from 'zod';
import { DeploymentId } from '../scalars.ts';

export const DeploymentBulkDeleteResponse = z.object({
  deleted: z.array(DeploymentId).default([]),
});
export type DeploymentBulkDeleteResponse = z.output<typeof DeploymentBulkDeleteResponse>;
