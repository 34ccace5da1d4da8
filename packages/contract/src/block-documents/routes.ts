import { z } from 'zod';
import { BlockSchemaFilter } from '../block-schemas/filter.ts';
import { BlockTypeFilter } from '../block-types/filter.ts';
import { route } from '../route.ts';
import { BlockDocumentId } from '../scalars.ts';
import { BlockDocument, BlockDocumentCreate, BlockDocumentUpdate } from './block-document.ts';
import { BlockDocumentFilter, BlockDocumentSort } from './filter.ts';

export const block_documents = {
  create: route({
    id: 'block_documents.create',
    method: 'POST',
    path: '/block_documents/',
    body: BlockDocumentCreate,
    responses: { 201: BlockDocument },
  }),
  filter: route({
    id: 'block_documents.filter',
    method: 'POST',
    path: '/block_documents/filter',
    body: z
      .object({
        block_documents: BlockDocumentFilter.nullable().optional(),
        block_types: BlockTypeFilter.nullable().optional(),
        block_schemas: BlockSchemaFilter.nullable().optional(),
        include_secrets: z.boolean().default(false),
        sort: BlockDocumentSort.nullable().default('NAME_ASC'),
        offset: z.int().min(0).default(0),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: z.array(BlockDocument) },
  }),
  count: route({
    id: 'block_documents.count',
    method: 'POST',
    path: '/block_documents/count',
    body: z
      .object({
        block_documents: BlockDocumentFilter.nullable().optional(),
        block_types: BlockTypeFilter.nullable().optional(),
        block_schemas: BlockSchemaFilter.nullable().optional(),
      })
      .prefault({}),
    responses: { 200: z.int() },
  }),
  read: route({
    id: 'block_documents.read',
    method: 'GET',
    path: '/block_documents/{id}',
    params: z.object({ id: BlockDocumentId }),
    query: z.object({ include_secrets: z.boolean().default(false) }),
    responses: { 200: BlockDocument },
  }),
  delete: route({
    id: 'block_documents.delete',
    method: 'DELETE',
    path: '/block_documents/{id}',
    params: z.object({ id: BlockDocumentId }),
    responses: { 204: null },
  }),
  update: route({
    id: 'block_documents.update',
    method: 'PATCH',
    path: '/block_documents/{id}',
    params: z.object({ id: BlockDocumentId }),
    body: BlockDocumentUpdate,
    responses: { 204: null },
  }),
};
