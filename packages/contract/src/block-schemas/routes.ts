import { z } from 'zod';
import { route } from '../route.ts';
import { BlockSchemaId } from '../scalars.ts';
import { BlockSchema, BlockSchemaCreate } from './block-schema.ts';
import { BlockSchemaFilter } from './filter.ts';

export const block_schemas = {
  create: route({
    id: 'block_schemas.create',
    method: 'POST',
    path: '/block_schemas/',
    body: BlockSchemaCreate,
    responses: { 200: BlockSchema, 201: BlockSchema },
  }),
  delete: route({
    id: 'block_schemas.delete',
    method: 'DELETE',
    path: '/block_schemas/{id}',
    params: z.object({ id: BlockSchemaId }),
    responses: { 204: null },
  }),
  read: route({
    id: 'block_schemas.read',
    method: 'GET',
    path: '/block_schemas/{id}',
    params: z.object({ id: BlockSchemaId }),
    responses: { 200: BlockSchema },
  }),
  filter: route({
    id: 'block_schemas.filter',
    method: 'POST',
    path: '/block_schemas/filter',
    body: z
      .object({
        block_schemas: BlockSchemaFilter.nullable().optional(),
        offset: z.int().min(0).default(0),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: z.array(BlockSchema) },
  }),
  read_by_checksum: route({
    id: 'block_schemas.read_by_checksum',
    method: 'GET',
    path: '/block_schemas/checksum/{checksum}',
    params: z.object({ checksum: z.string() }),
    query: z.object({ version: z.string().nullable().optional() }),
    responses: { 200: BlockSchema },
  }),
};
