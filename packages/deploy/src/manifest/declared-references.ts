// deploy: the blocks and variables that a manifest declares itself, beside those of the server.
import { blockKey, type FoundReferences, type JsonObject } from '@signalbox/core';

const isRecord = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const entriesOf = (list: unknown): readonly JsonObject[] => (Array.isArray(list) ? list.filter(isRecord) : []);

/** What is declared holds, whatever the server has now. Entries without what they need are left to the shape. */
export function declaredReferences(
  { blocks, variables }: { readonly blocks?: unknown; readonly variables?: unknown },
  onServer: FoundReferences,
): FoundReferences {
  const foundBlocks = new Map(onServer.blocks);
  for (const { type, name, data } of entriesOf(blocks)) {
    if (typeof type === 'string' && typeof name === 'string' && isRecord(data))
      foundBlocks.set(blockKey({ block_type_slug: type, block_document_name: name }), data);
  }
  const foundVariables = new Map(onServer.variables);
  for (const { name, value } of entriesOf(variables)) if (typeof name === 'string') foundVariables.set(name, value);
  return { ...onServer, blocks: foundBlocks, variables: foundVariables };
}
