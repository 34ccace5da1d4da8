// sdk: from the public API's camelCase to the wire's snake_case and back. The one place that knows both.
import type { FlowRunPolicy, FlowRunResponse, StateDetails, StateType, TaskRunPolicy } from '@signalbox/contract';
import type { z } from 'zod';
import { newId } from './clock.ts';
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
