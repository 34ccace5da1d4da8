// sdk: a task run's state as the event that tells the server of it. Servers make and keep task runs from these events.
import type { EmittedEvent } from '@signalbox/client';
import type { TaskRunPolicy } from '@signalbox/contract';
import type { z } from 'zod';
import type { ProposedState } from '../wire.ts';

export interface TaskInput {
  readonly input_type: 'task_run';
  readonly id: string;
}

/** What the server is told of a task run with every state. */
export interface TaskRunFacts {
  readonly id: string;
  readonly name: string;
  readonly task_key: string;
  readonly dynamic_key: string;
  readonly empirical_policy: z.input<typeof TaskRunPolicy>;
  readonly tags: readonly string[];
  readonly task_inputs: Readonly<Record<string, readonly TaskInput[]>>;
  readonly run_count: number;
  readonly flow_run_run_count: number;
  readonly expected_start_time: string;
  readonly start_time: string | null;
  readonly end_time: string | null;
  readonly total_run_time: number;
}

/** A state that a task run has taken; its id is that of the event. */
export interface TakenState extends ProposedState {
  readonly id: string;
  readonly timestamp: string;
}

interface Surroundings {
  readonly flowRun: { readonly id: string; readonly name: string };
  readonly flow: { readonly id: string; readonly name: string };
}

const withoutNull = (record: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));

const payloadState = (state: TakenState) => ({
  type: state.type,
  name: state.name,
  message: state.message ?? '',
  state_details: state.details ?? {},
});

export function taskRunEvent(
  facts: TaskRunFacts,
  before: TakenState | null,
  state: TakenState,
  { flowRun, flow }: Surroundings,
): EmittedEvent {
  const { id, ...run } = facts;
  return {
    id: state.id,
    occurred: state.timestamp,
    event: `prefect.task-run.${state.name}`,
    resource: {
      'prefect.resource.id': `prefect.task-run.${id}`,
      'prefect.resource.name': facts.name,
      'prefect.run-count': String(facts.run_count),
      'prefect.state-message': state.message ?? '',
      'prefect.state-name': state.name,
      'prefect.state-timestamp': state.timestamp,
      'prefect.state-type': state.type,
      'prefect.orchestration': 'client',
    },
    related: [
      ...facts.tags.map((tag) => ({ 'prefect.resource.id': `prefect.tag.${tag}`, 'prefect.resource.role': 'tag' })),
      {
        'prefect.resource.id': `prefect.flow-run.${flowRun.id}`,
        'prefect.resource.role': 'flow-run',
        'prefect.resource.name': flowRun.name,
      },
      {
        'prefect.resource.id': `prefect.flow.${flow.id}`,
        'prefect.resource.role': 'flow',
        'prefect.resource.name': flow.name,
      },
    ],
    payload: {
      intended: { from: before?.type ?? null, to: state.type },
      initial_state: before === null ? null : payloadState(before),
      validated_state: { ...payloadState(state), data: state.data ?? null },
      task_run: withoutNull(run),
    },
    follows: before?.id ?? null,
  };
}
