import { z } from 'zod';
import { FlowRunId } from '../scalars.ts';
import {
  SetStateStatus,
  StateAbortDetails,
  StateAcceptDetails,
  StateRejectDetails,
  StateWaitDetails,
} from '../states/orchestration.ts';
import { State } from '../states/state.ts';

export const FlowRunBulkDeleteResponse = z.object({
  deleted: z.array(FlowRunId).default([]),
});
export type FlowRunBulkDeleteResponse = z.output<typeof FlowRunBulkDeleteResponse>;

export const FlowRunOrchestrationResult = z.object({
  flow_run_id: FlowRunId,
  status: SetStateStatus,
  state: State.nullable().default(null),
  details: z.union([StateAcceptDetails, StateWaitDetails, StateRejectDetails, StateAbortDetails]),
});
export type FlowRunOrchestrationResult = z.output<typeof FlowRunOrchestrationResult>;

export const FlowRunBulkSetStateResponse = z.object({
  results: z.array(FlowRunOrchestrationResult).default([]),
});
export type FlowRunBulkSetStateResponse = z.output<typeof FlowRunBulkSetStateResponse>;

export const FlowRunCreateResult = z.object({
  flow_run_id: FlowRunId.nullable().default(null),
  status: z.enum(['CREATED', 'FAILED']),
  error: z.string().nullable().default(null),
});
export type FlowRunCreateResult = z.output<typeof FlowRunCreateResult>;

export const FlowRunBulkCreateResponse = z.object({
  results: z.array(FlowRunCreateResult).default([]),
});
export type FlowRunBulkCreateResponse = z.output<typeof FlowRunBulkCreateResponse>;
