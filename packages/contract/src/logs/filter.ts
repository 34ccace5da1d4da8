import { z } from 'zod';
import { Operator } from '../filter-operator.ts';
import { FlowRunId, TaskRunId, Timestamp } from '../scalars.ts';

export const LogFilterFlowRunId = z.strictObject({
  any_: z.array(FlowRunId).nullable().optional(),
});
export type LogFilterFlowRunId = z.output<typeof LogFilterFlowRunId>;

export const LogFilterLevel = z.strictObject({
  ge_: z.int().nullable().optional(),
  le_: z.int().nullable().optional(),
});
export type LogFilterLevel = z.output<typeof LogFilterLevel>;

export const LogFilterTaskRunId = z.strictObject({
  any_: z.array(TaskRunId).nullable().optional(),
  is_null_: z.boolean().nullable().optional(),
});
export type LogFilterTaskRunId = z.output<typeof LogFilterTaskRunId>;

export const LogFilterTextSearch = z.strictObject({
  query: z.string().max(200),
});
export type LogFilterTextSearch = z.output<typeof LogFilterTextSearch>;

export const LogFilterTimestamp = z.strictObject({
  before_: Timestamp.nullable().optional(),
  after_: Timestamp.nullable().optional(),
});
export type LogFilterTimestamp = z.output<typeof LogFilterTimestamp>;

export const LogFilter = z.strictObject({
  operator: Operator.default('and_'),
  level: LogFilterLevel.nullable().optional(),
  timestamp: LogFilterTimestamp.nullable().optional(),
  flow_run_id: LogFilterFlowRunId.nullable().optional(),
  task_run_id: LogFilterTaskRunId.nullable().optional(),
  text: LogFilterTextSearch.nullable().optional(),
});
export type LogFilter = z.output<typeof LogFilter>;

export const LogSort = z.enum(['TIMESTAMP_ASC', 'TIMESTAMP_DESC']);
export type LogSort = z.output<typeof LogSort>;
