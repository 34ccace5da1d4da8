import { z } from 'zod';
import { route } from '../route.ts';
import { CsrfToken } from './csrf-token.ts';

export const csrf_token = {
  create: route({
    id: 'csrf_token.create',
    method: 'GET',
    path: '/csrf-token',
    query: z.object({ client: z.string() }),
    responses: { 200: CsrfToken },
  }),
};
