// engine: what follows when a trigger fires: the triggers around it, and in the end the automation.
import type { Event, EventTrigger, Timestamp, Uuid } from '@signalbox/contract';
import { newId, onChildFiring, triggerId, triggersAround } from '@signalbox/core';
import {
  automationOf,
  type DueAction,
  insertDueActions,
  listFirings,
  replaceFirings,
  type StoredAutomation,
} from '@signalbox/store';
import type { Unit } from '../engine.ts';
import { actionTriggeredEvent, triggeredEvent } from './automation-event.ts';

/** One firing of a trigger that looks at events. */
export interface TriggerFiring {
  readonly trigger: EventTrigger;
  /** The values of its `for_each`. */
  readonly key: readonly string[];
  readonly fired: Timestamp;
  /** Null when nothing happened, and that was it. */
  readonly event: Event | null;
}

/** Whether all triggers around it fire too. */
async function climb(unit: Unit, automation: StoredAutomation, { trigger, fired }: TriggerFiring): Promise<boolean> {
  let child_id = triggerId(trigger);
  for (const around of triggersAround(automation.trigger, child_id) ?? []) {
    const id = triggerId(around);
    const known = await listFirings(unit.transaction, automation.id, id);
    const { firings, fires } = onChildFiring(around, known, { child_id, fired });
    await replaceFirings(unit.transaction, automation.id, id, firings);
    if (!fires) return false;
    child_id = id;
  }
  return true;
}

/** Tells of the firing and makes the automation's actions due, in one commit with what was counted. */
export async function fire(unit: Unit, stored: StoredAutomation, firing: TriggerFiring): Promise<void> {
  if (!(await climb(unit, stored, firing))) return;
  const { now } = unit;
  const automation = automationOf(stored);
  const labels = Object.fromEntries(firing.trigger.for_each.map((label, index) => [label, firing.key[index] ?? '']));
  const triggered_event = triggeredEvent({ automation, triggering_event: firing.event, labels }, now);
  unit.emit(triggered_event);
  const invocation = newId<Uuid>();
  const due = [...automation.actions, ...automation.actions_on_trigger].map(
    (action, action_index): DueAction => ({
      id: newId<Uuid>(),
      automation_id: automation.id,
      automation,
      action,
      action_index,
      invocation,
      triggered_event,
      triggering_event: firing.event,
      attempts: 0,
      due: now,
    }),
  );
  for (const one of due) unit.emit(actionTriggeredEvent(one, now));
  await insertDueActions(unit.transaction, due);
  if (due.length > 0) unit.afterCommit(() => unit.wakeUps.wake('service:actions'));
}
