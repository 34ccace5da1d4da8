import { z } from 'zod';
import { route } from '../route.ts';

export const server = {
  health: route({
    id: 'server.health',
    method: 'GET',
    path: '/health',
    responses: { 200: z.boolean() },
  }),
  version: route({
    id: 'server.version',
    method: 'GET',
    path: '/version',
    responses: { 200: z.string() },
  }),
  hello: route({
    id: 'server.hello',
    method: 'GET',
    path: '/hello',
    responses: { 200: z.string() },
  }),
  ready: route({
    id: 'server.ready',
    method: 'GET',
    path: '/ready',
    responses: { 200: z.unknown() },
  }),
  /** What this server can do beyond Prefect's API. An extension: a Prefect server answers 404. */
  capabilities: route({
    id: 'server.capabilities',
    method: 'GET',
    path: '/capabilities',
    responses: { 200: z.object({ version: z.string(), wait_for_work: z.boolean(), leases: z.boolean() }) },
  }),
};
