// store: how flows lie in the database.
import type { FlowId, LabelValue, Timestamp } from '@signalbox/contract';
import { columnCodec, type Json } from '../dialect/columns.ts';

export interface FlowRow {
  id: FlowId;
  created: Timestamp;
  updated: Timestamp;
  name: string;
  tags: Json<string[]>;
  labels: Json<Record<string, LabelValue>>;
}

export const flowColumns = columnCodec<FlowRow>({ json: ['tags', 'labels'], flags: [] });
