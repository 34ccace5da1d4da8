import { z } from 'zod';
import { route } from '../route.ts';
import { AutomationId } from '../scalars.ts';
import { Automation, AutomationCreate, AutomationPartialUpdate, AutomationUpdate } from './automation.ts';
import { AutomationFilter, AutomationSort } from './filter.ts';

const params = z.object({ id: AutomationId });

export const automations = {
  create: route({
    id: 'automations.create',
    method: 'POST',
    path: '/automations/',
    body: AutomationCreate,
    responses: { 201: Automation },
  }),
  update: route({
    id: 'automations.update',
    method: 'PUT',
    path: '/automations/{id}',
    params,
    body: AutomationUpdate,
    responses: { 204: null },
  }),
  patch: route({
    id: 'automations.patch',
    method: 'PATCH',
    path: '/automations/{id}',
    params,
    body: AutomationPartialUpdate,
    responses: { 204: null },
  }),
  delete: route({
    id: 'automations.delete',
    method: 'DELETE',
    path: '/automations/{id}',
    params,
    responses: { 204: null },
  }),
  read: route({
    id: 'automations.read',
    method: 'GET',
    path: '/automations/{id}',
    params,
    responses: { 200: Automation },
  }),
  filter: route({
    id: 'automations.filter',
    method: 'POST',
    path: '/automations/filter',
    body: z
      .object({
        sort: AutomationSort.default('NAME_ASC'),
        offset: z.int().min(0).default(0),
        automations: AutomationFilter.nullable().optional(),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: z.array(Automation) },
  }),
  count: route({
    id: 'automations.count',
    method: 'POST',
    path: '/automations/count',
    body: z.object({ automations: AutomationFilter.nullable().optional() }).prefault({}),
    responses: { 200: z.int() },
  }),
  /** The automations that a resource owns, watch it by its id, or act on it. */
  list_related_to: route({
    id: 'automations.list_related_to',
    method: 'GET',
    path: '/automations/related-to/{resource_id}',
    params: z.object({ resource_id: z.string() }),
    responses: { 200: z.array(Automation) },
  }),
  /** Removes the automations that a resource owns; 202 also when it owns none. */
  delete_owned_by: route({
    id: 'automations.delete_owned_by',
    method: 'DELETE',
    path: '/automations/owned-by/{resource_id}',
    params: z.object({ resource_id: z.string() }),
    responses: { 202: null },
  }),
};
