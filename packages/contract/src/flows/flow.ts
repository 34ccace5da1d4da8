import { z } from 'zod';
import { FlowId, LabelValue, Timestamp } from '../scalars.ts';

export const Flow = z.object({
  id: FlowId,
  created: Timestamp.nullable(),
  updated: Timestamp.nullable(),
  name: z.string().regex(/^[^/%&><]+$/),
  tags: z.array(z.string()).default([]),
  labels: z.record(z.string(), LabelValue).nullable().default(null),
});
export type Flow = z.output<typeof Flow>;

export const FlowCreate = z.strictObject({
  name: z.string().regex(/^[^/%&><]+$/),
  tags: z.array(z.string()).default([]),
  labels: z.record(z.string(), LabelValue).nullable().default(null),
});
export type FlowCreate = z.output<typeof FlowCreate>;

export const FlowPaginationResponse = z.object({
  results: z.array(Flow),
  count: z.int(),
  limit: z.int(),
  pages: z.int(),
  page: z.int(),
});
export type FlowPaginationResponse = z.output<typeof FlowPaginationResponse>;

export const FlowUpdate = z.strictObject({
  tags: z.array(z.string()).optional(),
});
export type FlowUpdate = z.output<typeof FlowUpdate>;
