// engine: what is sent to a flow run while it goes.
import { type FlowRunId, type FlowRunInput, type FlowRunInputId, notFound } from '@signalbox/contract';
import { newId } from '@signalbox/core';
import { deleteFlowRunInput as deleteInputRow, findFlowRunForTransition, insertFlowRunInput } from '@signalbox/store';
import type { Engine } from '../engine.ts';

/** @throws ApiError `conflict` when the run has an input of this key */
export function createFlowRunInput(
  engine: Engine,
  input: Pick<FlowRunInput, 'flow_run_id' | 'key' | 'value' | 'sender'>,
): Promise<void> {
  return engine.write(async (unit) => {
    if (!(await findFlowRunForTransition(unit.transaction, input.flow_run_id))) throw notFound('Flow run');
    await insertFlowRunInput(unit.transaction, {
      ...input,
      id: newId<FlowRunInputId>(),
      created: unit.now,
      updated: unit.now,
    });
  });
}

/** @throws ApiError `not_found` */
export function deleteFlowRunInput(engine: Engine, flow_run_id: FlowRunId, key: string): Promise<void> {
  return engine.write(async ({ transaction }) => {
    if (!(await deleteInputRow(transaction, flow_run_id, key))) throw notFound('Flow run input');
  });
}
