import { z } from 'zod';
import { Timestamp, Uuid } from '../scalars.ts';

export const CsrfToken = z.object({
  id: Uuid,
  created: Timestamp.nullable(),
  updated: Timestamp.nullable(),
  token: z.string(),
  client: z.string(),
  expiration: Timestamp,
});
export type CsrfToken = z.output<typeof CsrfToken>;
