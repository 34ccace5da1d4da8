import { z } from 'zod';
import { Operator } from '../filter-operator.ts';
import { DeploymentId, FlowRunId, TaskRunId, Timestamp, Uuid } from '../scalars.ts';
import { StateType } from '../states/state.ts';

export const FlowRunFilterCreatedBy = z.strictObject({
  operator: Operator.default('and_'),
  id_: z.array(Uuid).nullable().optional(),
  type_: z.array(z.string()).nullable().optional(),
  is_null_: z.boolean().nullable().optional(),
});
export type FlowRunFilterCreatedBy = z.output<typeof FlowRunFilterCreatedBy>;

export const FlowRunFilterDeploymentId = z.strictObject({
  operator: Operator.default('and_'),
  any_: z.array(DeploymentId).nullable().optional(),
  is_null_: z.boolean().nullable().optional(),
});
export type FlowRunFilterDeploymentId = z.output<typeof FlowRunFilterDeploymentId>;

export const FlowRunFilterEndTime = z.strictObject({
  before_: Timestamp.nullable().optional(),
  after_: Timestamp.nullable().optional(),
  is_null_: z.boolean().nullable().optional(),
});
export type FlowRunFilterEndTime = z.output<typeof FlowRunFilterEndTime>;

export const FlowRunFilterExpectedStartTime = z.strictObject({
  before_: Timestamp.nullable().optional(),
  after_: Timestamp.nullable().optional(),
});
export type FlowRunFilterExpectedStartTime = z.output<typeof FlowRunFilterExpectedStartTime>;

export const FlowRunFilterFlowVersion = z.strictObject({
  any_: z.array(z.string()).nullable().optional(),
});
export type FlowRunFilterFlowVersion = z.output<typeof FlowRunFilterFlowVersion>;

export const FlowRunFilterId = z.strictObject({
  any_: z.array(FlowRunId).nullable().optional(),
  not_any_: z.array(FlowRunId).nullable().optional(),
});
export type FlowRunFilterId = z.output<typeof FlowRunFilterId>;

export const FlowRunFilterIdempotencyKey = z.strictObject({
  any_: z.array(z.string()).nullable().optional(),
  not_any_: z.array(z.string()).nullable().optional(),
});
export type FlowRunFilterIdempotencyKey = z.output<typeof FlowRunFilterIdempotencyKey>;

export const FlowRunFilterName = z.strictObject({
  any_: z.array(z.string()).nullable().optional(),
  like_: z.string().nullable().optional(),
});
export type FlowRunFilterName = z.output<typeof FlowRunFilterName>;

export const FlowRunFilterNextScheduledStartTime = z.strictObject({
  before_: Timestamp.nullable().optional(),
  after_: Timestamp.nullable().optional(),
});
export type FlowRunFilterNextScheduledStartTime = z.output<typeof FlowRunFilterNextScheduledStartTime>;

export const FlowRunFilterParentFlowRunId = z.strictObject({
  operator: Operator.default('and_'),
  any_: z.array(FlowRunId).nullable().optional(),
});
export type FlowRunFilterParentFlowRunId = z.output<typeof FlowRunFilterParentFlowRunId>;

export const FlowRunFilterParentTaskRunId = z.strictObject({
  operator: Operator.default('and_'),
  any_: z.array(TaskRunId).nullable().optional(),
  is_null_: z.boolean().nullable().optional(),
});
export type FlowRunFilterParentTaskRunId = z.output<typeof FlowRunFilterParentTaskRunId>;

export const FlowRunFilterStartTime = z.strictObject({
  before_: Timestamp.nullable().optional(),
  after_: Timestamp.nullable().optional(),
  is_null_: z.boolean().nullable().optional(),
});
export type FlowRunFilterStartTime = z.output<typeof FlowRunFilterStartTime>;

export const FlowRunFilterStateName = z.strictObject({
  any_: z.array(z.string()).nullable().optional(),
  not_any_: z.array(z.string()).nullable().optional(),
});
export type FlowRunFilterStateName = z.output<typeof FlowRunFilterStateName>;

export const FlowRunFilterStateType = z.strictObject({
  any_: z.array(StateType).nullable().optional(),
  not_any_: z.array(StateType).nullable().optional(),
});
export type FlowRunFilterStateType = z.output<typeof FlowRunFilterStateType>;

export const FlowRunFilterState = z.strictObject({
  operator: Operator.default('and_'),
  type: FlowRunFilterStateType.nullable().optional(),
  name: FlowRunFilterStateName.nullable().optional(),
});
export type FlowRunFilterState = z.output<typeof FlowRunFilterState>;

export const FlowRunFilterTags = z.strictObject({
  operator: Operator.default('and_'),
  all_: z.array(z.string()).nullable().optional(),
  any_: z.array(z.string()).nullable().optional(),
  is_null_: z.boolean().nullable().optional(),
});
export type FlowRunFilterTags = z.output<typeof FlowRunFilterTags>;

export const FlowRunFilterWorkQueueName = z.strictObject({
  operator: Operator.default('and_'),
  any_: z.array(z.string()).nullable().optional(),
  is_null_: z.boolean().nullable().optional(),
});
export type FlowRunFilterWorkQueueName = z.output<typeof FlowRunFilterWorkQueueName>;

export const FlowRunFilter = z.strictObject({
  operator: Operator.default('and_'),
  id: FlowRunFilterId.nullable().optional(),
  name: FlowRunFilterName.nullable().optional(),
  tags: FlowRunFilterTags.nullable().optional(),
  deployment_id: FlowRunFilterDeploymentId.nullable().optional(),
  work_queue_name: FlowRunFilterWorkQueueName.nullable().optional(),
  state: FlowRunFilterState.nullable().optional(),
  flow_version: FlowRunFilterFlowVersion.nullable().optional(),
  start_time: FlowRunFilterStartTime.nullable().optional(),
  end_time: FlowRunFilterEndTime.nullable().optional(),
  expected_start_time: FlowRunFilterExpectedStartTime.nullable().optional(),
  next_scheduled_start_time: FlowRunFilterNextScheduledStartTime.nullable().optional(),
  parent_flow_run_id: FlowRunFilterParentFlowRunId.nullable().optional(),
  parent_task_run_id: FlowRunFilterParentTaskRunId.nullable().optional(),
  idempotency_key: FlowRunFilterIdempotencyKey.nullable().optional(),
  created_by: FlowRunFilterCreatedBy.nullable().optional(),
});
export type FlowRunFilter = z.output<typeof FlowRunFilter>;

export const FlowRunSort = z.enum([
  'ID_DESC',
  'START_TIME_ASC',
  'START_TIME_DESC',
  'EXPECTED_START_TIME_ASC',
  'EXPECTED_START_TIME_DESC',
  'NAME_ASC',
  'NAME_DESC',
  'NEXT_SCHEDULED_START_TIME_ASC',
  'END_TIME_DESC',
]);
export type FlowRunSort = z.output<typeof FlowRunSort>;
