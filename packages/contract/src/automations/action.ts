// contract: what an automation does when its trigger fires.
import { z } from 'zod';
import { AutomationId, BlockDocumentId, DeploymentId, WorkPoolId, WorkQueueId } from '../scalars.ts';
import { StateType } from '../states/state.ts';

/** The object is named here, or is the one that the triggering event is about. */
const ActionSource = z.enum(['selected', 'inferred']);

type Sourced = { readonly source: z.output<typeof ActionSource> } & { readonly [field: string]: unknown };

/** An id belongs to a selected object, and to none other. */
function hasIdWhereSelected<Schema extends z.ZodType<Sourced>>(schema: Schema, field: string) {
  return schema.check((context) => {
    const isSelected = context.value.source === 'selected';
    const isGiven = (context.value[field] ?? null) !== null;
    if (isSelected === isGiven) return;
    const message = isSelected
      ? `${field} is required: name one, or let it be inferred from the triggering event with source 'inferred'`
      : `${field} is not allowed with source 'inferred'`;
    context.issues.push({ code: 'custom', message, path: [field], input: context.value[field] });
  });
}

export const DoNothing = z.object({ type: z.literal('do-nothing').default('do-nothing') });
export type DoNothing = z.output<typeof DoNothing>;

export const RunDeployment = hasIdWhereSelected(
  z.object({
    type: z.literal('run-deployment').default('run-deployment'),
    source: ActionSource.default('selected'),
    deployment_id: DeploymentId.nullable().default(null),
    /** Above the deployment's own. Texts with `{{ … }}`, and what `__prefect_kind` marks as a template, are rendered. */
    parameters: z.record(z.string(), z.unknown()).nullable().default(null),
    job_variables: z.record(z.string(), z.unknown()).nullable().default(null),
    /** Seconds. */
    schedule_after: z.number().min(0).optional(),
  }),
  'deployment_id',
);
export type RunDeployment = z.output<typeof RunDeployment>;

const deploymentAction = <Type extends string>(type: Type) =>
  hasIdWhereSelected(
    z.object({
      type: z.literal(type).default(type as never),
      source: ActionSource.default('selected'),
      deployment_id: DeploymentId.nullable().default(null),
    }),
    'deployment_id',
  );
export const PauseDeployment = deploymentAction('pause-deployment');
export const ResumeDeployment = deploymentAction('resume-deployment');

const workPoolAction = <Type extends string>(type: Type) =>
  hasIdWhereSelected(
    z.object({
      type: z.literal(type).default(type as never),
      source: ActionSource.default('selected'),
      work_pool_id: WorkPoolId.nullable().default(null),
    }),
    'work_pool_id',
  );
export const PauseWorkPool = workPoolAction('pause-work-pool');
export const ResumeWorkPool = workPoolAction('resume-work-pool');

const workQueueAction = <Type extends string>(type: Type) =>
  hasIdWhereSelected(
    z.object({
      type: z.literal(type).default(type as never),
      source: ActionSource.default('selected'),
      work_queue_id: WorkQueueId.nullable().default(null),
    }),
    'work_queue_id',
  );
export const PauseWorkQueue = workQueueAction('pause-work-queue');
export const ResumeWorkQueue = workQueueAction('resume-work-queue');

const automationAction = <Type extends string>(type: Type) =>
  hasIdWhereSelected(
    z.object({
      type: z.literal(type).default(type as never),
      source: ActionSource.default('selected'),
      automation_id: AutomationId.nullable().default(null),
    }),
    'automation_id',
  );
export const PauseAutomation = automationAction('pause-automation');
export const ResumeAutomation = automationAction('resume-automation');

/** Of the flow run that the triggering event is about, as are the next ones. */
export const CancelFlowRun = z.object({ type: z.literal('cancel-flow-run').default('cancel-flow-run') });
export const DeleteFlowRun = z.object({ type: z.literal('delete-flow-run').default('delete-flow-run') });
export const SuspendFlowRun = z.object({ type: z.literal('suspend-flow-run').default('suspend-flow-run') });
export const ResumeFlowRun = z.object({ type: z.literal('resume-flow-run').default('resume-flow-run') });
export const ChangeFlowRunState = z.object({
  type: z.literal('change-flow-run-state').default('change-flow-run-state'),
  name: z.string().nullable().default(null),
  state: StateType,
  message: z.string().nullable().default(null),
  force: z.boolean().default(false),
});
export type ChangeFlowRunState = z.output<typeof ChangeFlowRunState>;

export const SendNotification = z.object({
  type: z.literal('send-notification').default('send-notification'),
  /** A block whose type can notify. */
  block_document_id: BlockDocumentId,
  /** A template. */
  subject: z.string().default('Prefect automated notification'),
  /** A template. */
  body: z.string(),
});
export type SendNotification = z.output<typeof SendNotification>;

export const CallWebhook = z.object({
  type: z.literal('call-webhook').default('call-webhook'),
  /** A block of the type `webhook`. */
  block_document_id: BlockDocumentId,
  /** A template of the request's body. */
  payload: z.string().default(''),
});
export type CallWebhook = z.output<typeof CallWebhook>;

export const Action = z.discriminatedUnion('type', [
  DoNothing,
  RunDeployment,
  PauseDeployment,
  ResumeDeployment,
  CancelFlowRun,
  DeleteFlowRun,
  ChangeFlowRunState,
  PauseWorkQueue,
  ResumeWorkQueue,
  SendNotification,
  CallWebhook,
  PauseAutomation,
  ResumeAutomation,
  SuspendFlowRun,
  ResumeFlowRun,
  PauseWorkPool,
  ResumeWorkPool,
]);
export type Action = z.output<typeof Action>;
