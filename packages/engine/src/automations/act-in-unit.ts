// engine: actions on what the server itself keeps. Each is done in one commit with its being told, so exactly once.
import {
  type Action,
  AutomationId,
  DeploymentFlowRunCreate,
  DeploymentId,
  type Event,
  FlowRunId,
  notFound,
  type RelatedResource,
  type StateCreate,
  StateDetails,
  WorkPoolId,
  WorkQueueId,
} from '@signalbox/contract';
import { addSeconds, idInEvent, type ResourceKind, UNKNOWN_CLIENT } from '@signalbox/core';
import { type DueAction, deleteFlowRun, findDeployment, findVariableByName, findWorkPoolById } from '@signalbox/store';
import type { z } from 'zod';
import { createDeploymentRunIn } from '../deployments/create-run.ts';
import { setDeploymentPausedIn } from '../deployments/deployments.ts';
import type { Unit } from '../engine.ts';
import { resumeFlowRunIn } from '../flow-runs/flow-runs.ts';
import { type Transitioned, transitionFlowRun } from '../flow-runs/transition.ts';
import { renderValues, variablesIn } from '../templates/render-values.ts';
import { setWorkPoolPausedIn } from '../work-pools/work-pools.ts';
import { setWorkQueuePausedIn } from '../work-queues/work-queues.ts';
import { ActionFailedError } from './action-failed.ts';
import type { ActionOutcome } from './automation-event.ts';
import { setAutomationEnabledIn } from './automations.ts';

/** What is done within a unit of work; calls to others are not. */
export type InnerAction = Exclude<Action, { type: 'send-notification' | 'call-webhook' }>;

/** A suspended run waits a day to be resumed, unless it says otherwise itself. */
const SUSPENDED_FOR_SECONDS = 86_400;

export interface InnerActing {
  readonly unit: Unit;
  readonly due: DueAction;
  readonly action: InnerAction;
  /** What templates may show. */
  readonly objects: Readonly<Record<string, unknown>>;
}

const target = (kind: ResourceKind, id: string): RelatedResource => ({
  'prefect.resource.id': `prefect.${kind}.${id}`,
  'prefect.resource.role': 'target',
});

const executed = (targets: readonly RelatedResource[], details: Record<string, unknown> = {}): ActionOutcome => ({
  what: 'executed',
  targets,
  details,
});

/** @throws ActionFailedError when the event is about none */
function inferred<Schema extends z.ZodType>(schema: Schema, event: Event | null, kind: ResourceKind): z.output<Schema> {
  const id = schema.safeParse(event && idInEvent(event, kind));
  if (!id.success)
    throw new ActionFailedError(`No ${kind.replace('-', ' ')} could be inferred: the triggering event is about none.`);
  return id.data;
}

/**
 * @throws ActionFailedError; ApiError as the same change asked for by a client; TemplateError, SyntaxError for parameters
 */
export async function actInUnit(acting: InnerActing): Promise<ActionOutcome> {
  const { unit, due, action } = acting;
  const event = due.triggering_event;
  switch (action.type) {
    case 'do-nothing':
      return executed([]);
    case 'run-deployment':
      return runDeployment(acting, action.deployment_id ?? inferred(DeploymentId, event, 'deployment'), action);
    case 'pause-deployment':
    case 'resume-deployment': {
      const id = action.deployment_id ?? inferred(DeploymentId, event, 'deployment');
      await setDeploymentPausedIn(unit, id, action.type === 'pause-deployment');
      return executed([target('deployment', id)]);
    }
    case 'pause-work-pool':
    case 'resume-work-pool': {
      const id = action.work_pool_id ?? inferred(WorkPoolId, event, 'work-pool');
      const pool = await findWorkPoolById(unit.transaction, id);
      if (!pool) throw notFound('Work pool');
      await setWorkPoolPausedIn(unit, pool, action.type === 'pause-work-pool');
      return executed([target('work-pool', id)]);
    }
    case 'pause-work-queue':
    case 'resume-work-queue': {
      const id = action.work_queue_id ?? inferred(WorkQueueId, event, 'work-queue');
      await setWorkQueuePausedIn(unit, id, action.type === 'pause-work-queue');
      return executed([target('work-queue', id)]);
    }
    case 'pause-automation':
    case 'resume-automation': {
      const id = action.automation_id ?? inferred(AutomationId, event, 'automation');
      await setAutomationEnabledIn(unit, id, action.type === 'resume-automation');
      return executed([target('automation', id)]);
    }
    default:
      return actOnFlowRun(unit, action, inferred(FlowRunId, event, 'flow-run'));
  }
}

async function runDeployment(
  { unit, due, objects }: InnerActing,
  id: DeploymentId,
  action: Extract<Action, { type: 'run-deployment' }>,
): Promise<ActionOutcome> {
  const { automation, action_index, invocation } = due;
  const deployment = await findDeployment(unit.transaction, id, unit.now);
  if (!deployment) throw notFound('Deployment');
  const variables = new Map<string, unknown>();
  for (const name of variablesIn(action.parameters))
    variables.set(name, (await findVariableByName(unit.transaction, name))?.value ?? null);
  const rendered = Object.entries(action.parameters ?? {}).map(([name, value]) => [
    name,
    renderValues(value, { objects, variables }),
  ]);
  const scheduled_time = addSeconds(unit.now, action.schedule_after ?? 0);
  const body = DeploymentFlowRunCreate.parse({
    parameters: Object.fromEntries(rendered),
    job_variables: action.job_variables,
    state: { type: 'SCHEDULED', state_details: { scheduled_time } },
    idempotency_key: `automation ${automation.id}, action ${action_index}, invocation ${invocation}`,
  });
  const created_by = { id: automation.id, type: 'AUTOMATION', display_value: automation.name };
  const { flow_run } = await createDeploymentRunIn(unit, deployment, body, UNKNOWN_CLIENT, created_by);
  const run = { ...target('flow-run', flow_run.id), 'prefect.resource.role': 'flow-run' };
  return executed([target('deployment', id), { ...run, 'prefect.resource.name': flow_run.name }], { status_code: 201 });
}

type FlowRunAction = Exclude<InnerAction, { source: unknown } | { type: 'do-nothing' }>;

function proposal(
  unit: Unit,
  action: Exclude<FlowRunAction, { type: 'delete-flow-run' | 'resume-flow-run' }>,
): StateCreate {
  const details = StateDetails.parse({});
  const state = { name: null, message: null, data: null, state_details: details };
  switch (action.type) {
    case 'cancel-flow-run':
      return { ...state, type: 'CANCELLING' };
    case 'suspend-flow-run': {
      const pause_timeout = addSeconds(unit.now, SUSPENDED_FOR_SECONDS);
      return {
        ...state,
        type: 'PAUSED',
        name: 'Suspended',
        state_details: { ...details, pause_reschedule: true, pause_timeout },
      };
    }
    default:
      return { ...state, type: action.state, name: action.name, message: action.message };
  }
}

async function actOnFlowRun(unit: Unit, action: FlowRunAction, id: FlowRunId): Promise<ActionOutcome> {
  const targets = [target('flow-run', id)];
  if (action.type === 'delete-flow-run') {
    if (!(await deleteFlowRun(unit.transaction, id))) throw notFound('Flow run');
    return executed(targets);
  }
  if (action.type === 'resume-flow-run') {
    const result = await resumeFlowRunIn(unit, id, null, UNKNOWN_CLIENT);
    if (result.status !== 'ACCEPT') throw refused(result);
    return executed(targets);
  }
  const force = action.type === 'change-flow-run-state' && action.force;
  const { result, written } = await transitionFlowRun(unit, id, proposal(unit, action), { force });
  // A run that nothing has started yet is Cancelled at once, where Cancelling was asked for: that is what was wanted.
  if (result.status !== 'ACCEPT' && !(action.type === 'cancel-flow-run' && written)) throw refused(result);
  return executed(targets, { state: { type: result.state?.type, name: result.state?.name } });
}

function refused({ status, details }: Transitioned['result']): ActionFailedError {
  const reason = 'reason' in details && details.reason ? details.reason : `The server answers ${status}.`;
  return new ActionFailedError(`The run does not take the state: ${reason}`);
}
