import { z } from 'zod';
import { route } from '../route.ts';

export const collections = {
  read_view: route({
    id: 'collections.read_view',
    method: 'GET',
    path: '/collections/views/{view}',
    params: z.object({ view: z.string() }),
    responses: { 200: z.record(z.string(), z.unknown()) },
  }),
};
