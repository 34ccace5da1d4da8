import { z } from 'zod';
import { route } from '../route.ts';
import { ServerDefaultResultStorage, ServerDefaultResultStorageUpdate } from './storage.ts';

export const admin = {
  version: route({
    id: 'admin.version',
    method: 'GET',
    path: '/admin/version',
    responses: { 200: z.string() },
  }),
  /** The settings that this server goes by, under the names that Prefect gives them; never a secret. */
  settings: route({
    id: 'admin.settings',
    method: 'GET',
    path: '/admin/settings',
    responses: { 200: z.record(z.string(), z.unknown()) },
  }),
  read_storage: route({
    id: 'admin.read_storage',
    method: 'GET',
    path: '/admin/storage',
    responses: { 200: ServerDefaultResultStorage },
  }),
  update_storage: route({
    id: 'admin.update_storage',
    method: 'PUT',
    path: '/admin/storage',
    body: ServerDefaultResultStorageUpdate,
    responses: { 200: ServerDefaultResultStorage },
  }),
  delete_storage: route({
    id: 'admin.delete_storage',
    method: 'DELETE',
    path: '/admin/storage',
    responses: { 204: null },
  }),
};
