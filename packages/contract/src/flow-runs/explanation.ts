// contract: why a flow run is where it is: every decision on it, with the rules that fired.
import { z } from 'zod';
import { FlowRunId, Timestamp } from '../scalars.ts';
import { StateType } from '../states/state.ts';

export const Decision = z.object({
  timestamp: Timestamp,
  from_type: StateType.nullable(),
  from_name: z.string().nullable(),
  to_type: StateType.nullable(),
  to_name: z.string().nullable(),
  verdict: z.enum(['accept', 'reject', 'wait', 'abort']),
  reason: z.string().nullable(),
  /** Names of the rules that changed or guarded the transition, in order. */
  fired: z.array(z.string()),
});
export type Decision = z.output<typeof Decision>;

export const FlowRunExplanation = z.object({
  flow_run_id: FlowRunId,
  /** One sentence: what the run waits for, or why it ended. */
  summary: z.string(),
  decisions: z.array(Decision),
});
export type FlowRunExplanation = z.output<typeof FlowRunExplanation>;
