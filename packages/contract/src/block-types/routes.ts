import { z } from 'zod';
import { BlockDocument } from '../block-documents/block-document.ts';
import { BlockSchemaFilter } from '../block-schemas/filter.ts';
import { route } from '../route.ts';
import { BlockTypeId } from '../scalars.ts';
import { BlockType, BlockTypeCreate, BlockTypeUpdate } from './block-type.ts';
import { BlockTypeFilter } from './filter.ts';

export const block_types = {
  create: route({
    id: 'block_types.create',
    method: 'POST',
    path: '/block_types/',
    body: BlockTypeCreate,
    responses: { 201: BlockType },
  }),
  read: route({
    id: 'block_types.read',
    method: 'GET',
    path: '/block_types/{id}',
    params: z.object({ id: BlockTypeId }),
    responses: { 200: BlockType },
  }),
  update: route({
    id: 'block_types.update',
    method: 'PATCH',
    path: '/block_types/{id}',
    params: z.object({ id: BlockTypeId }),
    body: BlockTypeUpdate,
    responses: { 204: null },
  }),
  delete: route({
    id: 'block_types.delete',
    method: 'DELETE',
    path: '/block_types/{id}',
    params: z.object({ id: BlockTypeId }),
    responses: { 204: null },
  }),
  read_by_slug: route({
    id: 'block_types.read_by_slug',
    method: 'GET',
    path: '/block_types/slug/{slug}',
    params: z.object({ slug: z.string() }),
    responses: { 200: BlockType },
  }),
  filter: route({
    id: 'block_types.filter',
    method: 'POST',
    path: '/block_types/filter',
    body: z
      .object({
        block_types: BlockTypeFilter.nullable().optional(),
        block_schemas: BlockSchemaFilter.nullable().optional(),
        offset: z.int().min(0).default(0),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: z.array(BlockType) },
  }),
  list_block_documents: route({
    id: 'block_types.list_block_documents',
    method: 'GET',
    path: '/block_types/slug/{slug}/block_documents',
    params: z.object({ slug: z.string() }),
    query: z.object({ include_secrets: z.boolean().default(false) }),
    responses: { 200: z.array(BlockDocument) },
  }),
  read_block_document_by_name: route({
    id: 'block_types.read_block_document_by_name',
    method: 'GET',
    path: '/block_types/slug/{slug}/block_documents/name/{block_document_name}',
    params: z.object({ slug: z.string(), block_document_name: z.string() }),
    query: z.object({ include_secrets: z.boolean().default(false) }),
    responses: { 200: BlockDocument },
  }),
  install_system_block_types: route({
    id: 'block_types.install_system_block_types',
    method: 'POST',
    path: '/block_types/install_system_block_types',
    responses: { 200: z.unknown() },
  }),
};
