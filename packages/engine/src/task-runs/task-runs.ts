// engine: what is changed of a task run over REST.
import { notFound, type StateCreate, type TaskRunId } from '@signalbox/contract';
import type { Client } from '@signalbox/core';
import { deleteTaskRun as deleteRow, updateTaskRun as updateRow } from '@signalbox/store';
import type { Engine } from '../engine.ts';
import { type TaskRunTransitioned, transitionTaskRun } from './transition.ts';

/** @throws ApiError `not_found` */
export function setTaskRunState(
  engine: Engine,
  id: TaskRunId,
  state: StateCreate,
  options: { force?: boolean; client: Client },
): Promise<TaskRunTransitioned> {
  return engine.write((unit) => transitionTaskRun(unit, id, state, options));
}

/** @throws ApiError `not_found` */
export function renameTaskRun(engine: Engine, id: TaskRunId, name: string): Promise<void> {
  return engine.write(async ({ transaction, now }) => {
    if (!(await updateRow(transaction, id, { name, updated: now }))) throw notFound('Task run');
  });
}

/** @throws ApiError `not_found` */
export function deleteTaskRun(engine: Engine, id: TaskRunId): Promise<void> {
  return engine.write(async ({ transaction }) => {
    if (!(await deleteRow(transaction, id))) throw notFound('Task run');
  });
}
