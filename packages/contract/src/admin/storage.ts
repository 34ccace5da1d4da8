import { z } from 'zod';
import { BlockDocumentId } from '../scalars.ts';

export const ServerDefaultResultStorage = z.object({
  default_result_storage_block_id: BlockDocumentId.nullable().default(null),
});
export type ServerDefaultResultStorage = z.output<typeof ServerDefaultResultStorage>;

export const ServerDefaultResultStorageUpdate = z.strictObject({
  default_result_storage_block_id: BlockDocumentId,
});
export type ServerDefaultResultStorageUpdate = z.output<typeof ServerDefaultResultStorageUpdate>;
