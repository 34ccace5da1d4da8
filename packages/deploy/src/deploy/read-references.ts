// deploy: reads the blocks and variables that a manifest refers to.
import { type Client, NotFoundError } from '@signalbox/client';
import { blockKey, type FoundReferences, type References } from '@signalbox/core';

/** Null for what is not there: filling the manifest says where it is asked for. */
async function orNull<Found>(reading: Promise<Found>): Promise<Found | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

export async function readReferences(client: Client, references: References): Promise<FoundReferences> {
  const blocks = references.blocks.map(async (reference) => {
    const { block_type_slug: slug, block_document_name } = reference;
    const call = { params: { slug, block_document_name }, query: { include_secrets: true } };
    const block = await orNull(client.block_types.read_block_document_by_name(call));
    return block && ([blockKey(reference), block.data] as const);
  });
  const variables = references.variables.map(async (name) => {
    const variable = await orNull(client.variables.read_by_name({ params: { name } }));
    return variable && ([name, variable.value] as const);
  });
  return {
    blocks: new Map((await Promise.all(blocks)).filter((found) => found !== null)),
    variables: new Map((await Promise.all(variables)).filter((found) => found !== null)),
  };
}
