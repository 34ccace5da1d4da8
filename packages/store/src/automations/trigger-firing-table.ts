// store: how it lies in the database that one of several triggers has fired.
import type { AutomationId, Timestamp, Uuid } from '@signalbox/contract';

export interface TriggerFiringRow {
  automation_id: AutomationId;
  /** The trigger that is made of others. */
  trigger_id: Uuid;
  child_id: Uuid;
  fired: Timestamp;
}
