import { z } from 'zod';
import { route } from '../route.ts';
import { LeaseId, Uuid } from '../scalars.ts';
import {
  ConcurrencyLeaseHolder,
  ConcurrencyLimitV2,
  ConcurrencyLimitV2Create,
  ConcurrencyLimitV2Update,
  ConcurrencyLimitWithLeaseResponse,
  GlobalConcurrencyLimitResponse,
  MinimalConcurrencyLimitResponse,
} from './concurrency-limit.ts';

export const concurrency_limits = {
  create: route({
    id: 'concurrency_limits.create',
    method: 'POST',
    path: '/v2/concurrency_limits/',
    body: ConcurrencyLimitV2Create,
    responses: { 201: ConcurrencyLimitV2 },
  }),
  read: route({
    id: 'concurrency_limits.read',
    method: 'GET',
    path: '/v2/concurrency_limits/{id_or_name}',
    params: z.object({ id_or_name: z.union([Uuid, z.string()]) }),
    responses: { 200: GlobalConcurrencyLimitResponse },
  }),
  update: route({
    id: 'concurrency_limits.update',
    method: 'PATCH',
    path: '/v2/concurrency_limits/{id_or_name}',
    params: z.object({ id_or_name: z.union([Uuid, z.string()]) }),
    body: ConcurrencyLimitV2Update,
    responses: { 204: null },
  }),
  delete: route({
    id: 'concurrency_limits.delete',
    method: 'DELETE',
    path: '/v2/concurrency_limits/{id_or_name}',
    params: z.object({ id_or_name: z.union([Uuid, z.string()]) }),
    responses: { 204: null },
  }),
  filter: route({
    id: 'concurrency_limits.filter',
    method: 'POST',
    path: '/v2/concurrency_limits/filter',
    body: z
      .object({
        offset: z.int().min(0).default(0),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: z.array(GlobalConcurrencyLimitResponse) },
  }),
  increment: route({
    id: 'concurrency_limits.increment',
    method: 'POST',
    path: '/v2/concurrency_limits/increment',
    body: z.object({
      slots: z.int().gt(0),
      names: z.array(z.string()),
      mode: z.enum(['concurrency', 'rate_limit']).default('concurrency'),
      create_if_missing: z.boolean().nullable().optional(),
    }),
    responses: { 200: z.array(MinimalConcurrencyLimitResponse) },
  }),
  increment_with_lease: route({
    id: 'concurrency_limits.increment_with_lease',
    method: 'POST',
    path: '/v2/concurrency_limits/increment-with-lease',
    body: z.object({
      slots: z.int().gt(0),
      names: z.array(z.string()),
      mode: z.enum(['concurrency', 'rate_limit']).default('concurrency'),
      lease_duration: z.number().min(60).max(86400).default(300),
      holder: ConcurrencyLeaseHolder.nullable().optional(),
    }),
    responses: { 200: ConcurrencyLimitWithLeaseResponse },
  }),
  decrement: route({
    id: 'concurrency_limits.decrement',
    method: 'POST',
    path: '/v2/concurrency_limits/decrement',
    body: z.object({
      slots: z.int().gt(0),
      names: z.array(z.string()),
      occupancy_seconds: z.number().gt(0).nullable().optional(),
      create_if_missing: z.boolean().optional(),
    }),
    responses: { 200: z.array(MinimalConcurrencyLimitResponse) },
  }),
  decrement_with_lease: route({
    id: 'concurrency_limits.decrement_with_lease',
    method: 'POST',
    path: '/v2/concurrency_limits/decrement-with-lease',
    body: z.object({
      lease_id: LeaseId,
    }),
    responses: { 204: null },
  }),
  renew_lease: route({
    id: 'concurrency_limits.renew_lease',
    method: 'POST',
    path: '/v2/concurrency_limits/leases/{lease_id}/renew',
    params: z.object({ lease_id: LeaseId }),
    body: z
      .object({
        lease_duration: z.number().min(60).max(86400).default(300),
      })
      .prefault({}),
    responses: { 204: null },
  }),
};
