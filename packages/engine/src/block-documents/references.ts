// engine: a block document may stand in another one's data by its id.
import { ApiError, BlockDocumentId } from '@signalbox/contract';
import { z } from 'zod';

const Reference = z.object({ $ref: z.object({ block_document_id: BlockDocumentId }) });

/**
 * The documents that stand in the data, by the key that they stand under.
 * @throws ApiError `unprocessable` for a `$ref` that names no block document
 */
export function referencesIn(data: Readonly<Record<string, unknown>>): Map<string, BlockDocumentId> {
  const references = new Map<string, BlockDocumentId>();
  for (const [key, value] of Object.entries(data)) {
    if (typeof value !== 'object' || value === null || !('$ref' in value)) continue;
    const parsed = Reference.safeParse(value);
    if (!parsed.success) {
      throw new ApiError(
        'unprocessable',
        `The reference under '${key}' must be {"$ref": {"block_document_id": "<id of a block document>"}}.`,
      );
    }
    references.set(key, parsed.data.$ref.block_document_id);
  }
  return references;
}
