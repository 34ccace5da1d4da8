// engine: reading block documents, with or without their secrets.
import { type BlockDocument, type BlockDocumentId, type BlockDocumentSort, notFound } from '@signalbox/contract';
import {
  type BlockDocumentFilters,
  blockDocumentConditions,
  findBlockDocument,
  findBlockDocumentByName,
  findBlockTypeBySlug,
  listBlockDocuments as listRows,
  type StoredBlockDocument,
} from '@signalbox/store';
import type { Engine } from '../engine.ts';
import { assembleDocuments } from './assemble.ts';

export interface ReadOptions {
  /** Secret values as they are; else each is `********`. */
  readonly include_secrets: boolean;
}

async function assembleOne(
  engine: Engine,
  stored: StoredBlockDocument | null,
  options: ReadOptions,
): Promise<BlockDocument> {
  const documents = stored
    ? await assembleDocuments(engine.store.read, engine.secrets, [stored], options.include_secrets)
    : [];
  const [document] = documents;
  if (!document) throw notFound('Block document');
  return document;
}

/** @throws ApiError `not_found` */
export async function readBlockDocument(
  engine: Engine,
  id: BlockDocumentId,
  options: ReadOptions,
): Promise<BlockDocument> {
  return assembleOne(engine, await findBlockDocument(engine.store.read, id), options);
}

/** By the slug of its type and its name. @throws ApiError `not_found` */
export async function readBlockDocumentByName(
  engine: Engine,
  slug: string,
  name: string,
  options: ReadOptions,
): Promise<BlockDocument> {
  const type = await findBlockTypeBySlug(engine.store.read, slug);
  return assembleOne(engine, type && (await findBlockDocumentByName(engine.store.read, type.id, name)), options);
}

export async function listBlockDocuments(
  engine: Engine,
  filters: BlockDocumentFilters,
  page: { sort: BlockDocumentSort; limit: number; offset: number },
  options: ReadOptions,
): Promise<BlockDocument[]> {
  const stored = await listRows(engine.store.read, { conditions: blockDocumentConditions(filters), ...page });
  return assembleDocuments(engine.store.read, engine.secrets, stored, options.include_secrets);
}
