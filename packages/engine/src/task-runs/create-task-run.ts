// engine: task runs made over REST: placeholders of subflows and background tasks.
import {
  type StateCreate,
  StateDetails,
  type TaskRun,
  type TaskRunCreate,
  type TaskRunId,
  TaskRunPolicy,
} from '@signalbox/contract';
import { type Client, newId } from '@signalbox/core';
import { findTaskRun, findTaskRunByKey, insertTaskRun } from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';
import { applyTaskRunTransition } from './transition.ts';

/** The first state of a run that was given none. */
const PENDING: StateCreate = {
  type: 'PENDING',
  name: 'Pending',
  message: null,
  data: null,
  state_details: StateDetails.parse({}),
};

export interface CreatedTaskRun {
  readonly task_run: TaskRun;
  /** False when the flow run had a run of this task with the same dynamic key: it is given unchanged. */
  readonly created: boolean;
}

export function createTaskRun(engine: Engine, body: TaskRunCreate, client: Client): Promise<CreatedTaskRun> {
  return engine.write(async (unit) => {
    const existing = await findExisting(unit, body);
    if (existing) return { task_run: existing, created: false };
    const { state, ...input } = body;
    const id = body.id ?? newId<TaskRunId>();
    await insertTaskRun(unit.transaction, {
      ...input,
      id,
      created: unit.now,
      updated: unit.now,
      name: body.name ?? `${body.task_key}-${body.dynamic_key}`,
      labels: body.labels ?? {},
      empirical_policy: body.empirical_policy ?? TaskRunPolicy.parse({}),
      state_id: null,
      state_type: null,
      state_name: null,
      state_timestamp: null,
      run_count: 0,
      flow_run_run_count: 0,
      expected_start_time: null,
      next_scheduled_start_time: null,
      start_time: null,
      end_time: null,
      total_run_time: 0,
    });
    const run = await madeRun(unit, id);
    await applyTaskRunTransition(unit, run, null, state ?? PENDING, { client, isFirst: true });
    return { task_run: await madeRun(unit, id), created: true };
  });
}

async function findExisting(
  unit: Unit,
  { id, flow_run_id, task_key, dynamic_key }: TaskRunCreate,
): Promise<TaskRun | null> {
  const byId = id ? await findTaskRun(unit.transaction, id, unit.now) : null;
  if (byId || flow_run_id === null) return byId;
  return findTaskRunByKey(unit.transaction, { flow_run_id, task_key, dynamic_key }, unit.now);
}

async function madeRun(unit: Unit, id: TaskRunId): Promise<TaskRun> {
  const run = await findTaskRun(unit.transaction, id, unit.now);
  if (!run) throw new Error(`task run ${id} is missing right after it was made`);
  return run;
}
