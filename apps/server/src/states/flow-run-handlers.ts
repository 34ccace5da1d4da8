// server: answers about the states of flow runs.
import { notFound } from '@signalbox/contract';
import { findState, listFlowRunStates } from '@signalbox/store';
import type { HandlersOf } from '../http/handler.ts';

export const flow_run_states: HandlersOf<'flow_run_states'> = {
  read: async ({ params }, { engine }) => {
    const state = await findState(engine.store.read, 'flow_run_states', params.id);
    if (!state) throw notFound('Flow run state');
    return { status: 200, body: state };
  },
  list: async ({ query }, { engine }) => ({
    status: 200,
    body: await listFlowRunStates(engine.store.read, query.flow_run_id),
  }),
};
