// engine: task runs arrive as events: the engine of a flow orchestrates them by itself and tells what became of each.
import {
  type Event,
  FlowRunId,
  StateCreate,
  StateId,
  type TaskRun,
  TaskRunCreate,
  TaskRunId,
  Timestamp,
} from '@signalbox/contract';
import { findTaskRunStateTimestamp, insertTaskRun, insertTaskRunState, updateTaskRun } from '@signalbox/store';
import { z } from 'zod';
import type { Unit } from '../engine.ts';

const PREFIX = 'prefect.task-run.';

/** The part of the event's payload that describes the run: what a caller would post, and what the engine reckoned itself. */
const TaskRunInEvent = z.object({
  ...TaskRunCreate.omit({ id: true, state: true, flow_run_id: true }).shape,
  name: z.string(),
  run_count: z.int().default(0),
  flow_run_run_count: z.int().default(0),
  expected_start_time: Timestamp.nullish(),
  next_scheduled_start_time: Timestamp.nullish(),
  start_time: Timestamp.nullish(),
  end_time: Timestamp.nullish(),
  total_run_time: z.number().default(0),
});

const Payload = z.object({ task_run: TaskRunInEvent, validated_state: StateCreate.omit({}).loose() });

/** Whether the event tells the state of a task run that its flow's own engine orchestrates. */
export const isTaskRunEvent = (event: Event): boolean =>
  event.event.startsWith(PREFIX) && event.resource['prefect.orchestration'] === 'client';

/**
 * Keeps the run as this event tells it. Events may come twice or out of order: the state is kept once, by the event's
 * id, and an older event never overwrites what a later one told. An event that does not describe a run is kept as an
 * event and nothing else.
 */
export async function recordTaskRunEvent(unit: Unit, event: Event): Promise<void> {
  const id = TaskRunId.safeParse(event.resource['prefect.resource.id']?.slice(PREFIX.length));
  const payload = Payload.safeParse(event.payload);
  if (!id.success || !payload.success) return;
  const timestamp = Timestamp.safeParse(event.resource['prefect.state-timestamp']).data ?? event.occurred;
  const flow_run_id = flowRunOf(event);
  const { validated_state } = payload.data;
  const state = {
    id: StateId.parse(event.id),
    type: validated_state.type,
    name: validated_state.name ?? event.event.slice(PREFIX.length),
    timestamp,
    message: validated_state.message,
    data: validated_state.data ?? null,
    state_details: { ...validated_state.state_details, flow_run_id, task_run_id: id.data },
  };
  if (!(await insertTaskRunState(unit.transaction, id.data, state))) return;
  await keepRun(unit, id.data, flow_run_id, payload.data.task_run, state);
}

function flowRunOf(event: Event): FlowRunId | null {
  const related = event.related.find((resource) => resource['prefect.resource.role'] === 'flow-run');
  return FlowRunId.safeParse(related?.['prefect.resource.id']?.slice('prefect.flow-run.'.length)).data ?? null;
}

async function keepRun(
  unit: Unit,
  id: TaskRunId,
  flow_run_id: FlowRunId | null,
  told: z.output<typeof TaskRunInEvent>,
  state: NonNullable<TaskRun['state']>,
): Promise<void> {
  const columns = {
    ...told,
    flow_run_id,
    labels: told.labels ?? {},
    expected_start_time: told.expected_start_time ?? state.timestamp,
    next_scheduled_start_time: told.next_scheduled_start_time ?? null,
    start_time: told.start_time ?? null,
    end_time: told.end_time ?? null,
    state_id: state.id,
    state_type: state.type,
    state_name: state.name,
    state_timestamp: state.timestamp,
    updated: unit.now,
  };
  const stored = await findTaskRunStateTimestamp(unit.transaction, id);
  if (!stored) await insertTaskRun(unit.transaction, { ...columns, id, created: unit.now });
  else if (stored.state_timestamp === null || stored.state_timestamp <= state.timestamp)
    await updateTaskRun(unit.transaction, id, columns);
}
