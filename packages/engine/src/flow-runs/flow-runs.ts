// engine: what is changed of a flow run beside its state.
import {
  type FlowRunId,
  type FlowRunInputId,
  type FlowRunUpdate,
  type LabelValue,
  notFound,
  type OrchestrationResult,
  type StateCreate,
  StateDetails,
} from '@signalbox/contract';
import { type Client, isPaused, isSuspended, newId } from '@signalbox/core';
import {
  deleteFlowRun as deleteRow,
  findFlowRunForTransition,
  insertFlowRunInput,
  updateFlowRun as updateRow,
} from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';
import { runInputRefusal } from './check-run-input.ts';
import { type Transitioned, type TransitionOptions, transitionFlowRun } from './transition.ts';

/** @throws ApiError `not_found` */
export function setFlowRunState(
  engine: Engine,
  id: FlowRunId,
  state: StateCreate,
  options: TransitionOptions,
): Promise<Transitioned> {
  return engine.write((unit) => transitionFlowRun(unit, id, state, options));
}

/** @throws ApiError `not_found` */
export function updateFlowRun(engine: Engine, id: FlowRunId, patch: FlowRunUpdate): Promise<void> {
  return engine.write(async ({ transaction, now }) => {
    const { name, ...rest } = patch;
    if (!(await updateRow(transaction, id, { ...rest, ...(name ? { name } : {}), updated: now })))
      throw notFound('Flow run');
  });
}

/** Adds labels, replacing those of the same name. @throws ApiError `not_found` */
export function updateFlowRunLabels(engine: Engine, id: FlowRunId, labels: Record<string, LabelValue>): Promise<void> {
  return engine.write(async ({ transaction, now }) => {
    const found = await findFlowRunForTransition(transaction, id);
    if (!found) throw notFound('Flow run');
    await updateRow(transaction, id, { labels: { ...found.run.labels, ...labels }, updated: now });
  });
}

/** @throws ApiError `not_found` */
export function deleteFlowRun(engine: Engine, id: FlowRunId): Promise<void> {
  return engine.write(async ({ transaction }) => {
    if (!(await deleteRow(transaction, id))) throw notFound('Flow run');
  });
}

const RESUMED: StateCreate = {
  type: 'RUNNING',
  name: 'Running',
  message: null,
  data: null,
  state_details: StateDetails.parse({}),
};
const RESUMING: StateCreate = { ...RESUMED, type: 'SCHEDULED', name: 'Resuming' };

/**
 * Lets a paused run go on: in its process, or, when it was suspended, in a new one.
 * @throws ApiError `not_found`
 */
export function resumeFlowRun(
  engine: Engine,
  id: FlowRunId,
  run_input: Record<string, unknown> | null,
  client: Client,
): Promise<OrchestrationResult> {
  return engine.write((unit) => resumeFlowRunIn(unit, id, run_input, client));
}

/** The same within a unit of work. */
export async function resumeFlowRunIn(
  unit: Unit,
  id: FlowRunId,
  run_input: Record<string, unknown> | null,
  client: Client,
): Promise<OrchestrationResult> {
  const found = await findFlowRunForTransition(unit.transaction, id);
  if (!found) throw notFound('Flow run');
  const { state } = found;
  if (!isPaused(state)) {
    return {
      state,
      status: 'ABORT',
      details: { type: 'abort_details', reason: 'Cannot resume a flow run that is not paused.' },
    };
  }
  const keyset = state?.state_details.run_input_keyset;
  const refusal = keyset && (await runInputRefusal(unit, id, keyset, run_input ?? {}));
  // A refused answer is a REJECT that carries an ABORT's details: Prefect's clients read it so.
  if (refusal) return { state, status: 'REJECT', details: { type: 'abort_details', reason: refusal } };
  const key = keyset?.response;
  if (key && run_input) {
    await insertFlowRunInput(unit.transaction, {
      id: newId<FlowRunInputId>(),
      created: unit.now,
      updated: unit.now,
      flow_run_id: id,
      key,
      value: JSON.stringify(run_input),
      sender: null,
    });
  }
  const { result } = await transitionFlowRun(unit, id, isSuspended(state) ? RESUMING : RESUMED, { client });
  return result;
}
