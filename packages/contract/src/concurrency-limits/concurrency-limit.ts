import { z } from 'zod';
import { ConcurrencyLimitId, LeaseId, Timestamp, Uuid } from '../scalars.ts';

export const ConcurrencyLeaseHolder = z.strictObject({
  type: z.enum(['flow_run', 'task_run', 'deployment']),
  id: Uuid,
});
export type ConcurrencyLeaseHolder = z.output<typeof ConcurrencyLeaseHolder>;

export const ConcurrencyLimitV2 = z.object({
  id: ConcurrencyLimitId,
  created: Timestamp.nullable(),
  updated: Timestamp.nullable(),
  active: z.boolean().default(true),
  name: z.string().regex(/^[^/%&><]+$/),
  limit: z.int(),
  active_slots: z.int().default(0),
  denied_slots: z.int().default(0),
  slot_decay_per_second: z.number().default(0),
  avg_slot_occupancy_seconds: z.number().default(2.0),
});
export type ConcurrencyLimitV2 = z.output<typeof ConcurrencyLimitV2>;

export const ConcurrencyLimitV2Create = z.strictObject({
  active: z.boolean().default(true),
  name: z.string().regex(/^[^/%&><]+$/),
  limit: z.int().min(0),
  active_slots: z.int().min(0).default(0),
  denied_slots: z.int().min(0).default(0),
  slot_decay_per_second: z.number().min(0).default(0),
});
export type ConcurrencyLimitV2Create = z.output<typeof ConcurrencyLimitV2Create>;

export const ConcurrencyLimitV2Update = z.strictObject({
  active: z.boolean().nullable().optional(),
  name: z
    .string()
    .regex(/^[^/%&><]+$/)
    .nullable()
    .optional(),
  limit: z.int().min(0).nullable().optional(),
  active_slots: z.int().min(0).nullable().optional(),
  denied_slots: z.int().min(0).nullable().optional(),
  slot_decay_per_second: z.number().min(0).nullable().optional(),
});
export type ConcurrencyLimitV2Update = z.output<typeof ConcurrencyLimitV2Update>;

export const MinimalConcurrencyLimitResponse = z.object({
  id: ConcurrencyLimitId,
  name: z.string(),
  limit: z.int(),
});
export type MinimalConcurrencyLimitResponse = z.output<typeof MinimalConcurrencyLimitResponse>;

export const ConcurrencyLimitWithLeaseResponse = z.object({
  lease_id: LeaseId,
  limits: z.array(MinimalConcurrencyLimitResponse),
});
export type ConcurrencyLimitWithLeaseResponse = z.output<typeof ConcurrencyLimitWithLeaseResponse>;

export const GlobalConcurrencyLimitResponse = z.object({
  id: ConcurrencyLimitId,
  created: Timestamp.nullable(),
  updated: Timestamp.nullable(),
  active: z.boolean().default(true),
  name: z.string(),
  limit: z.int(),
  active_slots: z.int(),
  slot_decay_per_second: z.number().default(2.0),
});
export type GlobalConcurrencyLimitResponse = z.output<typeof GlobalConcurrencyLimitResponse>;
