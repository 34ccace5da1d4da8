import { z } from 'zod';
import { route } from '../route.ts';
import { StateId, TaskRunId } from '../scalars.ts';
import { State } from './state.ts';

export const task_run_states = {
  read: route({
    id: 'task_run_states.read',
    method: 'GET',
    path: '/task_run_states/{id}',
    params: z.object({ id: StateId }),
    responses: { 200: State },
  }),
  list: route({
    id: 'task_run_states.list',
    method: 'GET',
    path: '/task_run_states/',
    query: z.object({ task_run_id: TaskRunId }),
    responses: { 200: z.array(State) },
  }),
};
