// engine: block schemas say what a document of a type holds; they never change, a changed one is another.
import { ApiError, type BlockSchema, type BlockSchemaCreate, type BlockSchemaId, notFound } from '@signalbox/contract';
import { newId } from '@signalbox/core';
import {
  deleteBlockSchema as deleteRow,
  findBlockSchema,
  findBlockSchemaByChecksum,
  findBlockType,
  insertBlockSchema,
} from '@signalbox/store';
import type { Engine } from '../engine.ts';

/**
 * Gives the schema with this checksum and version, making it when there is none.
 * @throws ApiError `not_found` when there is no such block type
 */
export function createBlockSchema(
  engine: Engine,
  body: BlockSchemaCreate,
  checksum: string,
): Promise<{ schema: BlockSchema; created: boolean }> {
  return engine.write(async ({ transaction, now }) => {
    const block_type = await findBlockType(transaction, body.block_type_id);
    if (!block_type) throw new ApiError('not_found', `Block type ${body.block_type_id} not found`);
    const existing = await findBlockSchemaByChecksum(transaction, checksum, body.version);
    if (existing) return { schema: existing, created: false };
    const row = { id: newId<BlockSchemaId>(), created: now, updated: now, checksum, ...body };
    await insertBlockSchema(transaction, row);
    return { schema: { ...row, fields: { block_schema_references: {}, ...row.fields }, block_type }, created: true };
  });
}

/** Deletes the schema and the documents that follow it. @throws ApiError `not_found`, or `forbidden` when protected */
export function deleteBlockSchema(engine: Engine, id: BlockSchemaId): Promise<void> {
  return engine.write(async ({ transaction }) => {
    const schema = await findBlockSchema(transaction, id);
    if (!schema) throw notFound('Block schema');
    if (schema.block_type.is_protected)
      throw new ApiError('forbidden', 'Schemas of protected block types cannot be deleted.');
    await deleteRow(transaction, id);
  });
}
