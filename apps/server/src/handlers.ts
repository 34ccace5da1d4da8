// server: every resource's handlers; the contract says which there must be.
import { admin } from './admin/handlers.ts';
import { csrf_token } from './csrf-token/handlers.ts';
import { flows } from './flows/handlers.ts';
import type { Handlers } from './http/handler.ts';
import { server } from './server/handlers.ts';

export const handlers: Handlers = {
  admin,
  csrf_token,
  flows,
  server,
};
