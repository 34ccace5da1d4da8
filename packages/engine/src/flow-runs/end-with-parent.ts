// engine: what shares a process with a run that was lost or cancelled has ended with it.
import { type State, StateDetails, type StateId, TaskRunFilter } from '@signalbox/contract';
import { newId, newState, settleTimes } from '@signalbox/core';
import {
  type Decoded,
  type FlowRunRow,
  findFlowRunForTransition,
  insertTaskRunState,
  listOpenSubflowRuns,
  listTaskRuns,
  relatedConditions,
  updateTaskRun,
} from '@signalbox/store';
import type { Unit } from '../engine.ts';
import type { applyTransition } from './transition.ts';

/** Task runs closed with their run; more than these were never open at once. */
const TASK_RUNS_AT_MOST = 10_000;

/**
 * Ends the run's open subflow runs and task runs as it ended itself, so that nothing stays Running for ever.
 * @param transition how a subflow run is ended, which ends its own subflows in turn
 */
export async function endWithParent(
  unit: Unit,
  run: Decoded<FlowRunRow>,
  state: State,
  transition: typeof applyTransition,
): Promise<void> {
  if (state.type !== 'CRASHED' && state.type !== 'CANCELLED') return;
  const message = `The enclosing flow run '${run.name}' ended as ${state.name}.`;
  for (const id of await listOpenSubflowRuns(unit.transaction, run.id)) {
    const child = await findFlowRunForTransition(unit.transaction, id);
    const ended = { type: state.type, name: null, message, data: null, state_details: StateDetails.parse({}) };
    if (child) await transition(unit, child.run, child.state, ended, { force: true });
  }
  const open = TaskRunFilter.parse({
    flow_run_id: { any_: [run.id] },
    state: { type: { any_: ['PENDING', 'RUNNING'] } },
  });
  const conditions = relatedConditions('task_runs', { task_runs: open });
  const taskRuns = await listTaskRuns(unit.transaction, {
    conditions,
    sort: 'ID_DESC',
    limit: TASK_RUNS_AT_MOST,
    offset: 0,
    now: unit.now,
  });
  for (const taskRun of taskRuns) {
    const details = { flow_run_id: run.id, task_run_id: taskRun.id };
    const ended = newState({ now: unit.now, newId: () => newId<StateId>() }, state.type, {
      message,
      state_details: details,
    });
    await insertTaskRunState(unit.transaction, taskRun.id, ended);
    await updateTaskRun(unit.transaction, taskRun.id, {
      ...settleTimes(taskRun, taskRun.state, ended),
      updated: unit.now,
    });
  }
}
