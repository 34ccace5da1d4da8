// contract: what `prefect deploy` asks about automations whenever it changes a deployment.
import { z } from 'zod';
import { route } from '../route.ts';

export const automations = {
  /** Removes the automations that a deployment owns; 202 also when it owns none. */
  delete_owned_by: route({
    id: 'automations.delete_owned_by',
    method: 'DELETE',
    path: '/automations/owned-by/{resource_id}',
    params: z.object({ resource_id: z.string() }),
    responses: { 202: null },
  }),
};
