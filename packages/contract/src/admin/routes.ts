import { z } from 'zod';
import { route } from '../route.ts';

export const admin = {
  version: route({
    id: 'admin.version',
    method: 'GET',
    path: '/admin/version',
    responses: { 200: z.string() },
  }),
};
