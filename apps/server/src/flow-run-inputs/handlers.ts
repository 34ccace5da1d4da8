// server: answers about what is sent to a flow run while it goes.
import { notFound } from '@signalbox/contract';
import { createFlowRunInput, deleteFlowRunInput } from '@signalbox/engine';
import { findFlowRunInput, listFlowRunInputs } from '@signalbox/store';
import type { HandlersOf } from '../http/handler.ts';

export const flow_run_inputs: HandlersOf<'flow_run_inputs'> = {
  create: async ({ params, body }, { engine }) => {
    await createFlowRunInput(engine, {
      flow_run_id: params.id,
      key: body.key,
      value: body.value,
      sender: body.sender ?? null,
    });
    return { status: 201, body: null };
  },
  filter: async ({ params, body }, { engine }) => ({
    status: 200,
    body: await listFlowRunInputs(engine.store.read, { flow_run_id: params.id, ...body }),
  }),
  read: async ({ params }, { engine }) => {
    const input = await findFlowRunInput(engine.store.read, params.id, params.key);
    if (!input) throw notFound('Flow run input');
    return { status: 200, body: JSON.parse(input.value) };
  },
  delete: async ({ params }, { engine }) => {
    await deleteFlowRunInput(engine, params.id, params.key);
    return { status: 204, body: null };
  },
};
