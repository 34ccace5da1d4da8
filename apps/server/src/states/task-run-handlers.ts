// server: answers about the states of task runs.
import { notFound } from '@signalbox/contract';
import { findState, listTaskRunStates } from '@signalbox/store';
import type { HandlersOf } from '../http/handler.ts';

export const task_run_states: HandlersOf<'task_run_states'> = {
  read: async ({ params }, { engine }) => {
    const state = await findState(engine.store.read, 'task_run_states', params.id);
    if (!state) throw notFound('Task run state');
    return { status: 200, body: state };
  },
  list: async ({ query }, { engine }) => ({
    status: 200,
    body: await listTaskRunStates(engine.store.read, query.task_run_id),
  }),
};
