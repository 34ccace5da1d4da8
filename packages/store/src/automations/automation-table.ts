// store: how automations lie in the database.
import type { Action, Automation, AutomationId, Timestamp, Trigger } from '@signalbox/contract';
import { columnCodec, type Decoded, type Flag, type Json } from '../dialect/columns.ts';

export interface AutomationRow {
  id: AutomationId;
  created: Timestamp;
  updated: Timestamp;
  name: string;
  description: string;
  enabled: Flag;
  tags: Json<string[]>;
  trigger: Json<Trigger>;
  actions: Json<Action[]>;
  actions_on_trigger: Json<Action[]>;
  actions_on_resolve: Json<Action[]>;
  /** The resource with which the automation goes. */
  owner_resource: string | null;
  /** Events that the server received before do not count. */
  watching_since: Timestamp;
}

export type StoredAutomation = Decoded<AutomationRow>;

export const automationColumns = columnCodec<AutomationRow>({
  json: ['tags', 'trigger', 'actions', 'actions_on_trigger', 'actions_on_resolve'],
  flags: ['enabled'],
});

/** The automation as it is shown. */
export function automationOf({
  owner_resource: _owner,
  watching_since: _since,
  ...shown
}: StoredAutomation): Automation {
  return shown;
}
