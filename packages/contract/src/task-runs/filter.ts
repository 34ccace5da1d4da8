import { z } from 'zod';
import { Operator } from '../filter-operator.ts';
import { FlowRunId, TaskRunId, Timestamp } from '../scalars.ts';
import { StateType } from '../states/state.ts';

export const TaskRunFilterEndTime = z.strictObject({
  before_: Timestamp.nullable().optional(),
  after_: Timestamp.nullable().optional(),
  is_null_: z.boolean().nullable().optional(),
});
export type TaskRunFilterEndTime = z.output<typeof TaskRunFilterEndTime>;

export const TaskRunFilterExpectedStartTime = z.strictObject({
  before_: Timestamp.nullable().optional(),
  after_: Timestamp.nullable().optional(),
});
export type TaskRunFilterExpectedStartTime = z.output<typeof TaskRunFilterExpectedStartTime>;

export const TaskRunFilterFlowRunId = z.strictObject({
  operator: Operator.default('and_'),
  any_: z.array(FlowRunId).nullable().optional(),
  is_null_: z.boolean().nullable().default(false),
});
export type TaskRunFilterFlowRunId = z.output<typeof TaskRunFilterFlowRunId>;

export const TaskRunFilterId = z.strictObject({
  any_: z.array(TaskRunId).nullable().optional(),
});
export type TaskRunFilterId = z.output<typeof TaskRunFilterId>;

export const TaskRunFilterName = z.strictObject({
  any_: z.array(z.string()).nullable().optional(),
  like_: z.string().nullable().optional(),
});
export type TaskRunFilterName = z.output<typeof TaskRunFilterName>;

export const TaskRunFilterStartTime = z.strictObject({
  before_: Timestamp.nullable().optional(),
  after_: Timestamp.nullable().optional(),
  is_null_: z.boolean().nullable().optional(),
});
export type TaskRunFilterStartTime = z.output<typeof TaskRunFilterStartTime>;

export const TaskRunFilterStateName = z.strictObject({
  any_: z.array(z.string()).nullable().optional(),
});
export type TaskRunFilterStateName = z.output<typeof TaskRunFilterStateName>;

export const TaskRunFilterStateType = z.strictObject({
  any_: z.array(StateType).nullable().optional(),
});
export type TaskRunFilterStateType = z.output<typeof TaskRunFilterStateType>;

export const TaskRunFilterState = z.strictObject({
  operator: Operator.default('and_'),
  type: TaskRunFilterStateType.nullable().optional(),
  name: TaskRunFilterStateName.nullable().optional(),
});
export type TaskRunFilterState = z.output<typeof TaskRunFilterState>;

export const TaskRunFilterSubFlowRuns = z.strictObject({
  exists_: z.boolean().nullable().optional(),
});
export type TaskRunFilterSubFlowRuns = z.output<typeof TaskRunFilterSubFlowRuns>;

export const TaskRunFilterTags = z.strictObject({
  operator: Operator.default('and_'),
  all_: z.array(z.string()).nullable().optional(),
  is_null_: z.boolean().nullable().optional(),
});
export type TaskRunFilterTags = z.output<typeof TaskRunFilterTags>;

export const TaskRunFilter = z.strictObject({
  operator: Operator.default('and_'),
  id: TaskRunFilterId.nullable().optional(),
  name: TaskRunFilterName.nullable().optional(),
  tags: TaskRunFilterTags.nullable().optional(),
  state: TaskRunFilterState.nullable().optional(),
  start_time: TaskRunFilterStartTime.nullable().optional(),
  end_time: TaskRunFilterEndTime.nullable().optional(),
  expected_start_time: TaskRunFilterExpectedStartTime.nullable().optional(),
  subflow_runs: TaskRunFilterSubFlowRuns.nullable().optional(),
  flow_run_id: TaskRunFilterFlowRunId.nullable().optional(),
});
export type TaskRunFilter = z.output<typeof TaskRunFilter>;

export const TaskRunSort = z.enum([
  'ID_DESC',
  'EXPECTED_START_TIME_ASC',
  'EXPECTED_START_TIME_DESC',
  'NAME_ASC',
  'NAME_DESC',
  'NEXT_SCHEDULED_START_TIME_ASC',
  'END_TIME_DESC',
]);
export type TaskRunSort = z.output<typeof TaskRunSort>;
