// store: how actions that are to be done lie in the database.
import type { Action, Automation, AutomationId, Event, Timestamp, Uuid } from '@signalbox/contract';
import { columnCodec, type Decoded, type Json } from '../dialect/columns.ts';

export interface DueActionRow {
  id: Uuid;
  automation_id: AutomationId;
  /** As it was when it fired. */
  automation: Json<Automation>;
  action: Json<Action>;
  action_index: number;
  /** The same for all actions of one firing. */
  invocation: Uuid;
  /** The event that told of the firing. */
  triggered_event: Json<Event>;
  /** What made it fire; null when it was that something did not happen. */
  triggering_event: Json<Event> | null;
  /** How often it was tried in vain. */
  attempts: number;
  /** When it is to be done; while somebody is called, when the call is made anew unless it is done by then. */
  due: Timestamp;
}

export type DueAction = Decoded<DueActionRow>;

export const dueActionColumns = columnCodec<DueActionRow>({
  json: ['automation', 'action', 'triggered_event', 'triggering_event'],
  flags: [],
});
