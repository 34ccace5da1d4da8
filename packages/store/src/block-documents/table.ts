// store: how block documents lie in the database.
import type { BlockDocumentId, BlockSchemaId, BlockTypeId, Timestamp } from '@signalbox/contract';
import { columnCodec, type Flag } from '../dialect/columns.ts';

export interface BlockDocumentRow {
  id: BlockDocumentId;
  created: Timestamp;
  updated: Timestamp;
  name: string | null;
  data_encrypted: string;
  block_schema_id: BlockSchemaId;
  block_type_id: BlockTypeId;
  is_anonymous: Flag;
}

export const blockDocumentColumns = columnCodec<BlockDocumentRow>({ json: [], flags: ['is_anonymous'] });
