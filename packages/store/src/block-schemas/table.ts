// store: how block schemas lie in the database.
import type { BlockSchemaId, BlockTypeId, Timestamp } from '@signalbox/contract';
import { columnCodec, type Json } from '../dialect/columns.ts';

export interface BlockSchemaRow {
  id: BlockSchemaId;
  created: Timestamp;
  updated: Timestamp;
  checksum: string;
  fields: Json<Record<string, unknown>>;
  block_type_id: BlockTypeId;
  capabilities: Json<string[]>;
  version: string;
}

export const blockSchemaColumns = columnCodec<BlockSchemaRow>({ json: ['fields', 'capabilities'], flags: [] });
