import { z } from 'zod';
import { FlowRunPolicy } from '../flow-runs/flow-run.ts';
import { BlockDocumentId, LabelValue, TaskRunId } from '../scalars.ts';
import { StateCreate } from '../states/state.ts';

export const DeploymentFlowRunCreate = z.strictObject({
  state: StateCreate.nullable().default(null),
  /** Null as well as missing asks for a name of the server; the published schema does not say so, clients send it. */
  name: z.string().nullish(),
  parameters: z.record(z.string(), z.unknown()).default({}),
  enforce_parameter_schema: z.boolean().nullable().default(null),
  context: z.record(z.string(), z.unknown()).default({}),
  infrastructure_document_id: BlockDocumentId.nullable().default(null),
  empirical_policy: FlowRunPolicy.prefault({}),
  tags: z.array(z.string()).default([]),
  idempotency_key: z.string().nullable().default(null),
  labels: z.record(z.string(), LabelValue).nullable().default(null),
  parent_task_run_id: TaskRunId.nullable().default(null),
  work_queue_name: z.string().nullable().default(null),
  job_variables: z.record(z.string(), z.unknown()).nullable().default(null),
});
export type DeploymentFlowRunCreate = z.output<typeof DeploymentFlowRunCreate>;
