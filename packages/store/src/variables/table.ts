// store: how variables lie in the database.
import type { Timestamp, VariableId } from '@signalbox/contract';
import { columnCodec, type Json } from '../dialect/columns.ts';

export interface VariableRow {
  id: VariableId;
  created: Timestamp;
  updated: Timestamp;
  name: string;
  value: Json<unknown> | null;
  tags: Json<string[]>;
}

export const variableColumns = columnCodec<VariableRow>({ json: ['value', 'tags'], flags: [] });
