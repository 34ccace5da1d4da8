// server: answers about block documents.
import {
  createBlockDocument,
  deleteBlockDocument,
  listBlockDocuments,
  pageLimit,
  readBlockDocument,
  updateBlockDocument,
} from '@signalbox/engine';
import { blockDocumentConditions, countBlockDocuments } from '@signalbox/store';
import type { HandlersOf } from '../http/handler.ts';

export const block_documents: HandlersOf<'block_documents'> = {
  create: async ({ body }, { engine }) => ({ status: 201, body: await createBlockDocument(engine, body) }),
  filter: async ({ body }, { engine }) => {
    const { sort, offset, include_secrets } = body;
    const page = { sort: sort ?? 'NAME_ASC', limit: pageLimit(engine, body.limit), offset };
    return { status: 200, body: await listBlockDocuments(engine, body, page, { include_secrets }) };
  },
  count: async ({ body }, { engine }) => ({
    status: 200,
    body: await countBlockDocuments(engine.store.read, blockDocumentConditions(body)),
  }),
  read: async ({ params, query }, { engine }) => ({
    status: 200,
    body: await readBlockDocument(engine, params.id, query),
  }),
  delete: async ({ params }, { engine }) => {
    await deleteBlockDocument(engine, params.id);
    return { status: 204, body: null };
  },
  update: async ({ params, body }, { engine }) => {
    await updateBlockDocument(engine, params.id, body);
    return { status: 204, body: null };
  },
};
