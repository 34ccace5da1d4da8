// server: answers about block schemas.
import { notFound } from '@signalbox/contract';
import { blockSchemaChecksum, createBlockSchema, deleteBlockSchema, pageLimit } from '@signalbox/engine';
import { findBlockSchema, findBlockSchemaByChecksum, listBlockSchemas } from '@signalbox/store';
import type { HandlersOf } from '../http/handler.ts';

export const block_schemas: HandlersOf<'block_schemas'> = {
  create: async ({ body }, { engine, body_text }) => {
    const { schema, created } = await createBlockSchema(engine, body, blockSchemaChecksum(body_text));
    return { status: created ? 201 : 200, body: schema };
  },
  delete: async ({ params }, { engine }) => {
    await deleteBlockSchema(engine, params.id);
    return { status: 204, body: null };
  },
  read: async ({ params }, { engine }) => {
    const schema = await findBlockSchema(engine.store.read, params.id);
    if (!schema) throw notFound('Block schema');
    return { status: 200, body: schema };
  },
  filter: async ({ body }, { engine }) => {
    const query = { filter: body.block_schemas, limit: pageLimit(engine, body.limit), offset: body.offset };
    return { status: 200, body: await listBlockSchemas(engine.store.read, query) };
  },
  read_by_checksum: async ({ params, query }, { engine }) => {
    const schema = await findBlockSchemaByChecksum(engine.store.read, params.checksum, query.version ?? null);
    if (!schema) throw notFound('Block schema');
    return { status: 200, body: schema };
  },
};
