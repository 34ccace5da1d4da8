// server: answers about block types.
import { notFound } from '@signalbox/contract';
import {
  createBlockType,
  deleteBlockType,
  installSystemBlockTypes,
  listBlockDocuments,
  pageLimit,
  readBlockDocumentByName,
  updateBlockType,
} from '@signalbox/engine';
import { findBlockType, findBlockTypeBySlug, listBlockTypes } from '@signalbox/store';
import type { HandlersOf } from '../http/handler.ts';

export const block_types: HandlersOf<'block_types'> = {
  create: async ({ body }, { engine }) => ({ status: 201, body: await createBlockType(engine, body) }),
  read: async ({ params }, { engine }) => {
    const type = await findBlockType(engine.store.read, params.id);
    if (!type) throw notFound('Block type');
    return { status: 200, body: type };
  },
  update: async ({ params, body }, { engine }) => {
    await updateBlockType(engine, params.id, body);
    return { status: 204, body: null };
  },
  delete: async ({ params }, { engine }) => {
    await deleteBlockType(engine, params.id);
    return { status: 204, body: null };
  },
  read_by_slug: async ({ params }, { engine }) => {
    const type = await findBlockTypeBySlug(engine.store.read, params.slug);
    if (!type) throw notFound('Block type');
    return { status: 200, body: type };
  },
  filter: async ({ body }, { engine }) => {
    const { block_types, block_schemas, offset } = body;
    const query = { block_types, block_schemas, limit: pageLimit(engine, body.limit), offset };
    return { status: 200, body: await listBlockTypes(engine.store.read, query) };
  },
  list_block_documents: async ({ params, query }, { engine }) => {
    if (!(await findBlockTypeBySlug(engine.store.read, params.slug))) throw notFound('Block type');
    const filters = { block_types: { slug: { any_: [params.slug] } } };
    const page = { sort: 'NAME_ASC', limit: engine.settings.page_size, offset: 0 } as const;
    return { status: 200, body: await listBlockDocuments(engine, filters, page, query) };
  },
  read_block_document_by_name: async ({ params, query }, { engine }) => ({
    status: 200,
    body: await readBlockDocumentByName(engine, params.slug, params.block_document_name, query),
  }),
  install_system_block_types: async (_request, { engine }) => {
    await installSystemBlockTypes(engine);
    return { status: 200, body: null };
  },
};
