// engine: making, changing and deleting block documents.
import { isDeepStrictEqual } from 'node:util';
import {
  ApiError,
  type BlockDocument,
  type BlockDocumentCreate,
  type BlockDocumentId,
  type BlockDocumentUpdate,
  type BlockSchemaId,
  notFound,
} from '@signalbox/contract';
import { newId } from '@signalbox/core';
import {
  deleteBlockDocument as deleteRow,
  findBlockDocument,
  findBlockDocumentByName,
  findBlockDocuments,
  findBlockSchema,
  findBlockTypes,
  insertBlockDocument,
  type SchemaWithType,
  type StoredBlockDocument,
  updateBlockDocument as updateRow,
} from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';
import { assembleDocuments, openDocument } from './assemble.ts';
import { referencesIn } from './references.ts';
import { keepSecrets } from './secret-values.ts';

const NAME = /^[a-z0-9-]+$/;

function nameOf(body: BlockDocumentCreate): string {
  if (body.is_anonymous) return body.name ?? `anonymous-${newId()}`;
  if (body.name === null) throw new ApiError('invalid_request', 'A block document that is not anonymous needs a name.');
  if (NAME.test(body.name)) return body.name;
  throw new ApiError(
    'invalid_request',
    `The block document name '${body.name}' must consist of lower-case letters, digits and dashes.`,
  );
}

async function findSchema({ transaction }: Unit, id: BlockSchemaId): Promise<SchemaWithType> {
  const schema = await findBlockSchema(transaction, id);
  if (!schema) throw new ApiError('conflict', `There is no block schema ${id}.`);
  return schema;
}

async function refuseMissingReferences({ transaction }: Unit, data: Record<string, unknown>): Promise<void> {
  const wanted = [...new Set(referencesIn(data).values())];
  const found = new Set((await findBlockDocuments(transaction, wanted)).map((document) => document.id));
  const missing = wanted.find((id) => !found.has(id));
  if (missing)
    throw new ApiError('conflict', `The data refers to the block document ${missing}, which does not exist.`);
}

/** The answer has its secrets hidden. @throws ApiError `conflict` or `invalid_request` */
export async function createBlockDocument(engine: Engine, body: BlockDocumentCreate): Promise<BlockDocument> {
  const name = nameOf(body);
  return engine.write(async (unit) => {
    const { transaction, now } = unit;
    const { data, block_schema_id, block_type_id, is_anonymous } = body;
    await findSchema(unit, block_schema_id);
    if (!(await findBlockTypes(transaction, [block_type_id])).has(block_type_id))
      throw new ApiError('conflict', `There is no block type ${block_type_id}.`);
    if (await findBlockDocumentByName(transaction, block_type_id, name))
      throw new ApiError('conflict', `A block document of this type with the name '${name}' already exists.`);
    await refuseMissingReferences(unit, data);
    const id = newId<BlockDocumentId>();
    const data_encrypted = engine.secrets.encrypt(JSON.stringify(data), id);
    const stored = {
      id,
      created: now,
      updated: now,
      name,
      data_encrypted,
      block_schema_id,
      block_type_id,
      is_anonymous,
    };
    await insertBlockDocument(transaction, stored);
    const [document] = await assembleDocuments(transaction, engine.secrets, [stored], false);
    if (!document) throw notFound('Block document');
    return document;
  });
}

/** What is sent as it was shown is not changed: hidden secrets keep their values, resolved references stay references. */
async function asMeant(
  { secrets }: Engine,
  { transaction }: Unit,
  stored: StoredBlockDocument,
  current: Record<string, unknown>,
  sent: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const [open] = await assembleDocuments(transaction, secrets, [stored], true);
  const [hidden] = await assembleDocuments(transaction, secrets, [stored], false);
  if (!open || !hidden) return sent;
  const data = keepSecrets(sent, open.data, hidden.data);
  for (const key of referencesIn(current).keys())
    if (Object.hasOwn(data, key) && isDeepStrictEqual(data[key], open.data[key])) data[key] = current[key];
  return data;
}

/**
 * Merges the data, key by key, or replaces it. Secrets that come back hidden keep their values.
 * @throws ApiError `not_found`, or `conflict` for a schema of another type
 */
export function updateBlockDocument(engine: Engine, id: BlockDocumentId, body: BlockDocumentUpdate): Promise<void> {
  return engine.write(async (unit) => {
    const { transaction, now } = unit;
    const stored = await findBlockDocument(transaction, id);
    if (!stored) throw notFound('Block document');
    const block_schema_id = body.block_schema_id ?? stored.block_schema_id;
    const schema = await findSchema(unit, block_schema_id);
    if (body.block_schema_id && schema.block_type_id !== stored.block_type_id) {
      const { name } = schema.block_type;
      throw new ApiError('conflict', `The block schema ${block_schema_id} is of another block type: ${name}.`);
    }
    const patch = { block_schema_id, updated: now };
    if (body.data === undefined) return updateRow(transaction, id, patch);
    const current = openDocument(stored, engine.secrets).data;
    const incoming = await asMeant(engine, unit, stored, current, body.data);
    const data = body.merge_existing_data ? { ...current, ...incoming } : incoming;
    await refuseMissingReferences(unit, incoming);
    await updateRow(transaction, id, { ...patch, data_encrypted: engine.secrets.encrypt(JSON.stringify(data), id) });
  });
}

/** Documents that refer to it go on without it. @throws ApiError `not_found` */
export function deleteBlockDocument(engine: Engine, id: BlockDocumentId): Promise<void> {
  return engine.write(async ({ transaction }) => {
    if (!(await deleteRow(transaction, id))) throw notFound('Block document');
  });
}
