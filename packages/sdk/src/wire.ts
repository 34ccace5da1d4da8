// sdk: from the public API's camelCase to the wire's snake_case and back. The one place that knows both.
import type {
  DeploymentCreate,
  DeploymentScheduleCreate,
  FlowId,
  FlowRunPolicy,
  FlowRunResponse,
  StateDetails,
  StateType,
  TaskRunPolicy,
} from '@signalbox/contract';
import type { z } from 'zod';
import { newId } from './clock.ts';
import type { Schedule, ServedDeployment } from './deployments/served-deployment.ts';
import type { FlowRunInfo } from './runs/run-context.ts';
import type { RetryDelay } from './tasks/retry-delays.ts';

type WireDetails = z.input<typeof StateDetails>;

/** A state that a run is to take. */
export interface ProposedState {
  readonly type: StateType;
  readonly name: string;
  readonly message?: string | null;
  readonly data?: unknown;
  readonly details?: WireDetails;
}

/** With an id of the transition, so that a repeat of the request after a lost answer changes nothing. */
export const wireState = (state: ProposedState) => ({
  type: state.type,
  name: state.name,
  message: state.message ?? null,
  data: state.data ?? null,
  state_details: { ...state.details, transition_id: newId() },
});

/** The server repeats a failed flow run by these numbers; its delay is in whole seconds. */
export const wireFlowRunPolicy = (options: {
  readonly retries?: number | undefined;
  readonly retryDelaySeconds?: number | undefined;
}): z.input<typeof FlowRunPolicy> => ({
  retries: options.retries ?? 0,
  retry_delay: Math.ceil(options.retryDelaySeconds ?? 0),
});

export const wireTaskRunPolicy = (options: {
  readonly retries: number;
  readonly retryDelaySeconds: RetryDelay;
  readonly retryJitterFactor: number | null;
}): z.input<typeof TaskRunPolicy> => ({
  retries: options.retries,
  retry_delay:
    typeof options.retryDelaySeconds === 'number' ? options.retryDelaySeconds : [...options.retryDelaySeconds],
  ...(options.retryJitterFactor === null ? {} : { retry_jitter_factor: options.retryJitterFactor }),
});

export const flowRunInfoFromWire = (run: FlowRunResponse, flowName: string): FlowRunInfo => ({
  id: run.id,
  name: run.name,
  flowId: run.flow_id,
  flowName,
  deploymentId: run.deployment_id,
  parameters: run.parameters,
  tags: run.tags,
  scheduledStartTime: run.expected_start_time === null ? null : new Date(run.expected_start_time),
});

export const wireSchedule = (schedule: Schedule): z.input<typeof DeploymentScheduleCreate> => ({
  active: schedule.active ?? true,
  parameters: { ...schedule.parameters },
  slug: schedule.slug ?? null,
  schedule: wireRhythm(schedule),
});

function wireRhythm(schedule: Schedule): z.input<typeof DeploymentScheduleCreate>['schedule'] {
  const timezone = schedule.timezone ?? 'UTC';
  if ('cron' in schedule) return { cron: schedule.cron, timezone, day_or: schedule.dayOr ?? true };
  if ('rrule' in schedule) return { rrule: schedule.rrule, timezone };
  return {
    interval: schedule.intervalSeconds,
    timezone,
    ...(schedule.anchorDate === undefined ? {} : { anchor_date: schedule.anchorDate.toISOString() }),
  };
}

/** A deployment that a script serves; `file` is that script. */
export const wireServedDeployment = (
  deployment: ServedDeployment,
  flow_id: FlowId,
  file: string,
): z.input<typeof DeploymentCreate> => ({
  name: deployment.name,
  flow_id,
  entrypoint: `${file}:${deployment.flow.options.name}`,
  path: '.',
  description: deployment.description ?? deployment.flow.options.description ?? null,
  version: deployment.version ?? deployment.flow.options.version ?? null,
  tags: [...(deployment.tags ?? [])],
  parameters: { ...deployment.parameters },
  parameter_openapi_schema: deployment.flow.parameterSchema(),
  // Without a schema nothing is known of the parameters, so nothing is refused.
  enforce_parameter_schema: deployment.flow.options.parameters !== undefined,
  concurrency_limit: deployment.concurrencyLimit ?? null,
  schedules: (deployment.schedules ?? []).map(wireSchedule),
  paused: false,
});
