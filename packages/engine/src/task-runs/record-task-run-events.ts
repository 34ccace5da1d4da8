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
import { insertTaskRunStates, recordTaskRuns } from '@signalbox/store';
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

/** One state of a task run, with the run as the event tells it. */
interface Told {
  readonly id: TaskRunId;
  readonly flow_run_id: FlowRunId | null;
  readonly run: z.output<typeof TaskRunInEvent>;
  readonly state: NonNullable<TaskRun['state']> & { readonly task_run_id: TaskRunId };
}

/** Null for an event that does not describe a run: it is kept as an event and nothing else. */
function toldBy(event: Event): Told | null {
  const id = TaskRunId.safeParse(event.resource['prefect.resource.id']?.slice(PREFIX.length));
  const payload = Payload.safeParse(event.payload);
  if (!id.success || !payload.success) return null;
  const timestamp = Timestamp.safeParse(event.resource['prefect.state-timestamp']).data ?? event.occurred;
  const flow_run_id = flowRunOf(event);
  const { validated_state } = payload.data;
  const state = {
    id: StateId.parse(event.id),
    task_run_id: id.data,
    type: validated_state.type,
    name: validated_state.name ?? event.event.slice(PREFIX.length),
    timestamp,
    message: validated_state.message,
    data: validated_state.data ?? null,
    state_details: { ...validated_state.state_details, flow_run_id, task_run_id: id.data },
  };
  return { id: id.data, flow_run_id, run: payload.data.task_run, state };
}

/**
 * Keeps the runs as these events tell them. Events may come twice or out of order: a state is kept once, by the event's
 * id, and an older event never overwrites what a later one told.
 */
export async function recordTaskRunEvents(unit: Unit, events: readonly Event[]): Promise<void> {
  const told = events.flatMap((event) => toldBy(event) ?? []);
  if (told.length === 0) return;
  const states = told.map(({ state }) => state);
  const added = await insertTaskRunStates(unit.transaction, states);
  const latest = new Map<TaskRunId, Told>();
  for (const one of told) {
    const known = latest.get(one.id);
    if (added.has(one.state.id) && (known === undefined || known.state.timestamp <= one.state.timestamp))
      latest.set(one.id, one);
  }
  await recordTaskRuns(
    unit.transaction,
    [...latest.values()].map((one) => rowOf(unit, one)),
  );
}

function flowRunOf(event: Event): FlowRunId | null {
  const related = event.related.find((resource) => resource['prefect.resource.role'] === 'flow-run');
  return FlowRunId.safeParse(related?.['prefect.resource.id']?.slice('prefect.flow-run.'.length)).data ?? null;
}

function rowOf(unit: Unit, { id, flow_run_id, run, state }: Told) {
  return {
    ...run,
    id,
    created: unit.now,
    updated: unit.now,
    flow_run_id,
    labels: run.labels ?? {},
    expected_start_time: run.expected_start_time ?? state.timestamp,
    next_scheduled_start_time: run.next_scheduled_start_time ?? null,
    start_time: run.start_time ?? null,
    end_time: run.end_time ?? null,
    state_id: state.id,
    state_type: state.type,
    state_name: state.name,
    state_timestamp: state.timestamp,
  };
}
