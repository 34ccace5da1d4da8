// engine: from stored block documents to answers: decrypted, with the documents that they refer to, secrets hidden.
import type { BlockDocument, BlockDocumentId, BlockSchemaId } from '@signalbox/contract';
import {
  type Database,
  findBlockDocuments,
  findBlockSchemas,
  findBlockTypes,
  type SchemaWithType,
  type StoredBlockDocument,
} from '@signalbox/store';
import type { Kysely } from 'kysely';
import type { Cipher } from './cipher.ts';
import { referencesIn } from './references.ts';
import { hideSecrets } from './secret-values.ts';

/** A stored document whose data has been decrypted; references still stand in it as they are. */
export interface OpenDocument extends Omit<StoredBlockDocument, 'data_encrypted'> {
  readonly data: Record<string, unknown>;
}

export function openDocument({ data_encrypted, ...document }: StoredBlockDocument, cipher: Cipher): OpenDocument {
  return { ...document, data: JSON.parse(cipher.decrypt(data_encrypted, document.id)) };
}

/** The paths of a schema's fields whose values are secret. */
function secretFieldsOf(schema: { readonly fields: Readonly<Record<string, unknown>> } | undefined): string[] {
  const paths = schema?.fields.secret_fields;
  return Array.isArray(paths) ? paths.filter((path) => typeof path === 'string') : [];
}

interface Surroundings {
  readonly documents: ReadonlyMap<BlockDocumentId, OpenDocument>;
  readonly schemas: ReadonlyMap<BlockSchemaId, SchemaWithType>;
  readonly types: Awaited<ReturnType<typeof findBlockTypes>>;
  readonly include_secrets: boolean;
}

/** The given documents and all that they lead to, each once. */
async function withReferenced(
  database: Kysely<Database>,
  cipher: Cipher,
  roots: readonly StoredBlockDocument[],
): Promise<Map<BlockDocumentId, OpenDocument>> {
  const documents = new Map<BlockDocumentId, OpenDocument>();
  for (let found = roots; found.length > 0; ) {
    const wanted = new Set<BlockDocumentId>();
    for (const stored of found) {
      const document = openDocument(stored, cipher);
      documents.set(document.id, document);
      for (const id of referencesIn(document.data).values()) wanted.add(id);
    }
    found = await findBlockDocuments(
      database,
      [...wanted].filter((id) => !documents.has(id)),
    );
  }
  return documents;
}

interface Resolved {
  readonly data: Record<string, unknown>;
  readonly references: Record<string, Record<string, unknown>>;
}

/** Puts referenced documents into the data; one that is gone, or that would contain itself, leaves no trace. */
function resolve(document: OpenDocument, around: Surroundings, outer: readonly BlockDocumentId[]): Resolved {
  const data = { ...document.data };
  const references: Record<string, Record<string, unknown>> = {};
  for (const [key, id] of referencesIn(document.data)) {
    const inner = around.documents.get(id);
    delete data[key];
    if (!inner || id === document.id || outer.includes(id)) continue;
    const resolved = resolve(inner, around, [...outer, document.id]);
    data[key] = resolved.data;
    references[key] = {
      block_document: {
        id,
        name: inner.name,
        is_anonymous: inner.is_anonymous,
        block_type: around.types.get(inner.block_type_id) ?? null,
        block_document_references: resolved.references,
      },
    };
  }
  const secret_fields = secretFieldsOf(around.schemas.get(document.block_schema_id));
  return { data: around.include_secrets ? data : hideSecrets(data, secret_fields), references };
}

/** Answers for these documents, in their order. @throws DecryptionError, EncryptionKeyError */
export async function assembleDocuments(
  database: Kysely<Database>,
  cipher: Cipher,
  stored: readonly StoredBlockDocument[],
  include_secrets: boolean,
): Promise<BlockDocument[]> {
  const documents = await withReferenced(database, cipher, stored);
  const all = [...documents.values()];
  const schemas = await findBlockSchemas(database, [...new Set(all.map((document) => document.block_schema_id))]);
  const types = await findBlockTypes(database, [...new Set(all.map((document) => document.block_type_id))]);
  const around = { documents, schemas, types, include_secrets };
  return stored.flatMap(({ id }) => {
    const document = documents.get(id);
    if (!document) return [];
    const { data, references } = resolve(document, around, []);
    const block_type = types.get(document.block_type_id) ?? null;
    return {
      ...document,
      data,
      block_schema: schemas.get(document.block_schema_id) ?? null,
      block_type,
      block_type_name: block_type?.name ?? null,
      block_document_references: references,
    };
  });
}
