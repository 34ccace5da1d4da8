import { z } from 'zod';
import { route } from '../route.ts';
import { FlowRunId, StateId } from '../scalars.ts';
import { State } from './state.ts';

export const flow_run_states = {
  read: route({
    id: 'flow_run_states.read',
    method: 'GET',
    path: '/flow_run_states/{id}',
    params: z.object({ id: StateId }),
    responses: { 200: State },
  }),
  list: route({
    id: 'flow_run_states.list',
    method: 'GET',
    path: '/flow_run_states/',
    query: z.object({ flow_run_id: FlowRunId }),
    responses: { 200: z.array(State) },
  }),
};
