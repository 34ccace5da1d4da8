import { z } from 'zod';
import { route } from '../route.ts';
import { FlowRunId } from '../scalars.ts';
import { FlowRunInput } from './flow-run-input.ts';

export const flow_run_inputs = {
  create: route({
    id: 'flow_run_inputs.create',
    method: 'POST',
    path: '/flow_runs/{id}/input',
    params: z.object({ id: FlowRunId }),
    body: z.object({
      key: z.string(),
      value: z.string(),
      sender: z.string().nullable().optional(),
    }),
    responses: { 201: z.unknown() },
  }),
  filter: route({
    id: 'flow_run_inputs.filter',
    method: 'POST',
    path: '/flow_runs/{id}/input/filter',
    params: z.object({ id: FlowRunId }),
    body: z.object({
      prefix: z.string(),
      limit: z.int().default(1),
      exclude_keys: z.array(z.string()).default([]),
    }),
    responses: { 200: z.array(FlowRunInput) },
  }),
  read: route({
    id: 'flow_run_inputs.read',
    method: 'GET',
    path: '/flow_runs/{id}/input/{key}',
    params: z.object({ id: FlowRunId, key: z.string() }),
    responses: { 200: z.unknown() },
  }),
  delete: route({
    id: 'flow_run_inputs.delete',
    method: 'DELETE',
    path: '/flow_runs/{id}/input/{key}',
    params: z.object({ id: FlowRunId, key: z.string() }),
    responses: { 204: null },
  }),
};
