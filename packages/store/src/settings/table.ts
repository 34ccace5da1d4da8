// store: how settings lie in the database.
import type { Timestamp } from '@signalbox/contract';
import { columnCodec, type Json } from '../dialect/columns.ts';

export interface ServiceSettingRow {
  key: string;
  value: Json<unknown>;
  updated: Timestamp;
}

export const serviceSettingColumns = columnCodec<ServiceSettingRow>({ json: ['value'], flags: [] });
