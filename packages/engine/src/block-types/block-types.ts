// engine: block types name a kind of configuration.
import {
  ApiError,
  type BlockType,
  type BlockTypeCreate,
  type BlockTypeId,
  type BlockTypeUpdate,
  notFound,
} from '@signalbox/contract';
import { newId } from '@signalbox/core';
import {
  deleteBlockType as deleteRow,
  findBlockType,
  findBlockTypeBySlug,
  insertBlockType,
  updateBlockType as updateRow,
} from '@signalbox/store';
import type { Engine } from '../engine.ts';

const SLUG = /^[a-z0-9-]+$/;
const RESERVED = /^prefect/i;

/** @throws ApiError `conflict` when the slug is taken, `forbidden` for a reserved name, `invalid_request` */
export async function createBlockType(engine: Engine, body: BlockTypeCreate): Promise<BlockType> {
  if (RESERVED.test(body.name))
    throw new ApiError('forbidden', "Names of block types that begin with 'Prefect' are reserved.");
  if (!SLUG.test(body.slug)) {
    throw new ApiError(
      'invalid_request',
      `The block type slug '${body.slug}' must consist of lower-case letters, digits and dashes.`,
    );
  }
  return engine.write(async ({ transaction, now }) => {
    if (await findBlockTypeBySlug(transaction, body.slug))
      throw new ApiError('conflict', `A block type with the slug '${body.slug}' already exists.`);
    const type = { id: newId<BlockTypeId>(), created: now, updated: now, ...body, is_protected: false };
    await insertBlockType(transaction, type);
    return type;
  });
}

/** @throws ApiError `not_found` */
export function updateBlockType(engine: Engine, id: BlockTypeId, patch: BlockTypeUpdate): Promise<void> {
  return engine.write(async ({ transaction, now }) => {
    if (!(await updateRow(transaction, id, { ...patch, updated: now }))) throw notFound('Block type');
  });
}

/** Deletes the type with its schemas and documents. @throws ApiError `not_found`, or `forbidden` when protected */
export function deleteBlockType(engine: Engine, id: BlockTypeId): Promise<void> {
  return engine.write(async ({ transaction }) => {
    const type = await findBlockType(transaction, id);
    if (!type) throw notFound('Block type');
    if (type.is_protected) throw new ApiError('forbidden', 'Protected block types cannot be deleted.');
    await deleteRow(transaction, id);
  });
}
