// contract: what Prefect's command line asks about the automations of a deployment.
import { z } from 'zod';
import { route } from '../route.ts';

export const automations = {
  /** The automations that watch or act on a deployment, as `prefect deployment inspect` shows them. */
  list_related_to: route({
    id: 'automations.list_related_to',
    method: 'GET',
    path: '/automations/related-to/{resource_id}',
    params: z.object({ resource_id: z.string() }),
    responses: { 200: z.array(z.record(z.string(), z.unknown())) },
  }),
  /** Removes the automations that a deployment owns; 202 also when it owns none. */
  delete_owned_by: route({
    id: 'automations.delete_owned_by',
    method: 'DELETE',
    path: '/automations/owned-by/{resource_id}',
    params: z.object({ resource_id: z.string() }),
    responses: { 202: null },
  }),
};
