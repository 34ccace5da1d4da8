// store: how settings that are changed while the server runs lie in the database.
import type { Timestamp } from '@signalbox/contract';

export interface ServerSettingRow {
  name: string;
  updated: Timestamp;
  value: string;
}
