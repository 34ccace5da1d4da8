// worker: reads the blocks and variables that a job configuration refers to.
import { type Client, NotFoundError } from '@signalbox/client';
import type { BlockDocumentId } from '@signalbox/contract';
import { blockKey, type FoundReferences, type References } from '@signalbox/core';

/** Null for what is not there: the one who resolves names it in its error. */
async function orNull<Found>(reading: Promise<Found>): Promise<Found | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

async function entries<Key, Value>(
  keys: readonly Key[],
  read: (key: Key) => Promise<readonly [string, Value] | null>,
): Promise<Map<string, Value>> {
  const found = await Promise.all(keys.map(read));
  return new Map(found.filter((entry) => entry !== null));
}

export async function readReferences(client: Client, references: References): Promise<FoundReferences> {
  const [blocks, block_documents, variables] = await Promise.all([
    entries(references.blocks, async (reference) => {
      const { block_type_slug: slug, block_document_name } = reference;
      const params = { slug, block_document_name };
      const block = await orNull(
        client.block_types.read_block_document_by_name({ params, query: { include_secrets: true } }),
      );
      return block && [blockKey(reference), block.data];
    }),
    entries(references.block_document_ids, async (id) => {
      const params = { id: id as BlockDocumentId };
      const block = await orNull(client.block_documents.read({ params, query: { include_secrets: true } }));
      return block && [id, block.data];
    }),
    entries(references.variables, async (name) => {
      const variable = await orNull(client.variables.read_by_name({ params: { name } }));
      return variable && ([name, variable.value] as const);
    }),
  ]);
  return { blocks, block_documents, variables };
}
