import { z } from 'zod';
import { State } from './state.ts';

export const SetStateStatus = z.enum(['ACCEPT', 'REJECT', 'ABORT', 'WAIT']);
export type SetStateStatus = z.output<typeof SetStateStatus>;

export const StateAbortDetails = z.object({
  type: z.literal('abort_details').default('abort_details'),
  reason: z.string().nullable().default(null),
});
export type StateAbortDetails = z.output<typeof StateAbortDetails>;

export const StateAcceptDetails = z.object({
  type: z.literal('accept_details').default('accept_details'),
});
export type StateAcceptDetails = z.output<typeof StateAcceptDetails>;

export const StateRejectDetails = z.object({
  type: z.literal('reject_details').default('reject_details'),
  reason: z.string().nullable().default(null),
});
export type StateRejectDetails = z.output<typeof StateRejectDetails>;

export const StateWaitDetails = z.object({
  type: z.literal('wait_details').default('wait_details'),
  delay_seconds: z.int(),
  reason: z.string().nullable().default(null),
});
export type StateWaitDetails = z.output<typeof StateWaitDetails>;

export const OrchestrationResult = z.object({
  state: State.nullable(),
  status: SetStateStatus,
  details: z.union([StateAcceptDetails, StateWaitDetails, StateRejectDetails, StateAbortDetails]),
});
export type OrchestrationResult = z.output<typeof OrchestrationResult>;
