import { z } from 'zod';
import { Timestamp } from '../scalars.ts';
import { StateType } from '../states/state.ts';

export const HistoryResponseState = z.object({
  state_type: StateType,
  state_name: z.string(),
  count_runs: z.int(),
  sum_estimated_run_time: z.number(),
  sum_estimated_lateness: z.number(),
});
export type HistoryResponseState = z.output<typeof HistoryResponseState>;

export const HistoryResponse = z.object({
  interval_start: Timestamp,
  interval_end: Timestamp,
  states: z.array(HistoryResponseState),
});
export type HistoryResponse = z.output<typeof HistoryResponse>;
