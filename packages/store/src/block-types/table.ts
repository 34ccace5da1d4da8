// store: how block types lie in the database.
import type { BlockTypeId, Timestamp } from '@signalbox/contract';
import { columnCodec, type Flag } from '../dialect/columns.ts';

export interface BlockTypeRow {
  id: BlockTypeId;
  created: Timestamp;
  updated: Timestamp;
  name: string;
  slug: string;
  logo_url: string | null;
  documentation_url: string | null;
  description: string | null;
  code_example: string | null;
  is_protected: Flag;
}

export const blockTypeColumns = columnCodec<BlockTypeRow>({ json: [], flags: ['is_protected'] });
