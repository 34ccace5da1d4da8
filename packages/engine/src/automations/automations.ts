// engine: automations, and since when they watch.
import {
  type Automation,
  type AutomationCreate,
  type AutomationId,
  type AutomationUpdate,
  notFound,
} from '@signalbox/contract';
import { concernsResource, eventTriggersIn, newId, nextWindow, triggerId, withNewIds } from '@signalbox/core';
import {
  automationOf,
  deleteAutomation as deleteRow,
  findAutomation,
  followEvents,
  forgetTriggerState,
  insertAutomation,
  listAutomationsOfOwner,
  listAutomationsThatName,
  listEnabledAutomations,
  putBucket,
  type StoredAutomation,
  unfollowEvents,
  updateAutomation as updateRow,
} from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';
import { automationEvent } from './automation-event.ts';
import { checkActions } from './check-actions.ts';

/** The reader of events that triggers have; it is there as long as an automation is enabled. */
export const TRIGGERS = 'triggers';

async function existing(unit: Unit, id: AutomationId): Promise<StoredAutomation> {
  const automation = await findAutomation(unit.transaction, id);
  if (!automation) throw notFound('Automation');
  return automation;
}

/** Counts anew from here on, or no longer. */
async function watchAnew(unit: Unit, { id, enabled, trigger }: StoredAutomation): Promise<void> {
  const { transaction, now } = unit;
  await forgetTriggerState(transaction, id);
  if (enabled) {
    await followEvents(transaction, TRIGGERS);
    for (const one of eventTriggersIn(trigger)) {
      const bucket = nextWindow(one, now);
      if (bucket) await putBucket(transaction, { automation_id: id, trigger_id: triggerId(one), ...bucket, key: [] });
    }
  } else if ((await listEnabledAutomations(transaction)).length === 0) {
    await unfollowEvents(transaction, TRIGGERS);
  }
  unit.afterCommit(() => unit.wakeUps.wake('service:triggers'));
}

/** @throws ApiError `invalid_request` for a template that cannot be rendered */
export async function createAutomation(engine: Engine, body: AutomationCreate): Promise<Automation> {
  checkActions(body);
  return engine.write(async (unit) => {
    const { now } = unit;
    const trigger = withNewIds(body.trigger, newId);
    const id = newId<AutomationId>();
    const automation = { ...body, trigger, id, created: now, updated: now, watching_since: now };
    await insertAutomation(unit.transaction, automation);
    await watchAnew(unit, automation);
    unit.emit(automationEvent('created', automationOf(automation), now));
    return automationOf(automation);
  });
}

/**
 * Replaces all of it; its triggers begin to count anew.
 * @throws ApiError `not_found`, `invalid_request` for a template that cannot be rendered
 */
export async function updateAutomation(engine: Engine, id: AutomationId, body: AutomationUpdate): Promise<void> {
  checkActions(body);
  return engine.write(async (unit) => {
    const before = await existing(unit, id);
    await change(unit, before, { ...body, trigger: withNewIds(body.trigger, newId) });
  });
}

/** An automation that is enabled counts anew; one that already was goes on. @throws ApiError `not_found` */
export function setAutomationEnabled(engine: Engine, id: AutomationId, enabled: boolean): Promise<void> {
  return engine.write((unit) => setAutomationEnabledIn(unit, id, enabled));
}

/** The same within a unit of work. */
export async function setAutomationEnabledIn(unit: Unit, id: AutomationId, enabled: boolean): Promise<void> {
  const before = await existing(unit, id);
  if (before.enabled !== enabled) await change(unit, before, { enabled });
}

async function change(unit: Unit, before: StoredAutomation, patch: Partial<StoredAutomation>): Promise<void> {
  const { now } = unit;
  const changes = { ...patch, updated: now, watching_since: now };
  await updateRow(unit.transaction, before.id, changes);
  const after = { ...before, ...changes };
  await watchAnew(unit, after);
  unit.emit(automationEvent('updated', automationOf(after), now));
}

/** @throws ApiError `not_found` */
export function deleteAutomation(engine: Engine, id: AutomationId): Promise<void> {
  return engine.write(async (unit) => remove(unit, await existing(unit, id)));
}

async function remove(unit: Unit, automation: StoredAutomation): Promise<void> {
  await deleteRow(unit.transaction, automation.id);
  await watchAnew(unit, { ...automation, enabled: false });
  unit.emit(automationEvent('deleted', automationOf(automation), unit.now));
}

/** Deletes the automations that go with the resource. */
export function deleteAutomationsOf(engine: Engine, owner_resource: string): Promise<void> {
  return engine.write(async (unit) => {
    for (const automation of await listAutomationsOfOwner(unit.transaction, owner_resource))
      await remove(unit, automation);
  });
}

/** The automations that a resource owns, watch it by its id, or act on it, in the order of their names. */
export async function automationsRelatedTo(engine: Engine, resource_id: string): Promise<Automation[]> {
  // Actions name an object by its id alone.
  const id = resource_id.slice(resource_id.lastIndexOf('.') + 1);
  const found = await listAutomationsThatName(engine.store.read, id);
  return found
    .filter((one) => one.owner_resource === resource_id || concernsResource(automationOf(one), resource_id))
    .map(automationOf);
}
