import { z } from 'zod';
import { route } from '../route.ts';

export const block_capabilities = {
  list: route({
    id: 'block_capabilities.list',
    method: 'GET',
    path: '/block_capabilities/',
    responses: { 200: z.array(z.string()) },
  }),
};
