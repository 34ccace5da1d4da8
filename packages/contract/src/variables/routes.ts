import { z } from 'zod';
import { route } from '../route.ts';
import { VariableId } from '../scalars.ts';
import { VariableFilter, VariableSort } from './filter.ts';
import { Variable, VariableCreate, VariableUpdate } from './variable.ts';

export const variables = {
  create: route({
    id: 'variables.create',
    method: 'POST',
    path: '/variables/',
    body: VariableCreate,
    responses: { 201: Variable },
  }),
  read: route({
    id: 'variables.read',
    method: 'GET',
    path: '/variables/{id}',
    params: z.object({ id: VariableId }),
    responses: { 200: Variable },
  }),
  update: route({
    id: 'variables.update',
    method: 'PATCH',
    path: '/variables/{id}',
    params: z.object({ id: VariableId }),
    body: VariableUpdate,
    responses: { 204: null },
  }),
  delete: route({
    id: 'variables.delete',
    method: 'DELETE',
    path: '/variables/{id}',
    params: z.object({ id: VariableId }),
    responses: { 204: null },
  }),
  read_by_name: route({
    id: 'variables.read_by_name',
    method: 'GET',
    path: '/variables/name/{name}',
    params: z.object({ name: z.string() }),
    responses: { 200: Variable },
  }),
  update_by_name: route({
    id: 'variables.update_by_name',
    method: 'PATCH',
    path: '/variables/name/{name}',
    params: z.object({ name: z.string() }),
    body: VariableUpdate,
    responses: { 204: null },
  }),
  delete_by_name: route({
    id: 'variables.delete_by_name',
    method: 'DELETE',
    path: '/variables/name/{name}',
    params: z.object({ name: z.string() }),
    responses: { 204: null },
  }),
  filter: route({
    id: 'variables.filter',
    method: 'POST',
    path: '/variables/filter',
    body: z
      .object({
        offset: z.int().min(0).default(0),
        variables: VariableFilter.nullable().optional(),
        sort: VariableSort.default('NAME_ASC'),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: z.array(Variable) },
  }),
  count: route({
    id: 'variables.count',
    method: 'POST',
    path: '/variables/count',
    body: z
      .object({
        variables: VariableFilter.nullable().optional(),
      })
      .prefault({}),
    responses: { 200: z.int() },
  }),
};
