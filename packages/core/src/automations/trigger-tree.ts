// core: triggers within triggers.
import type { EventTrigger, Trigger, Uuid } from '@signalbox/contract';
import type { CompositeTrigger } from './composite-trigger.ts';

/** Gives the trigger and all within it ids of their own. */
export function withNewIds(trigger: Trigger, newId: () => Uuid): Trigger {
  if (trigger.type === 'event') return { ...trigger, id: newId() };
  return { ...trigger, id: newId(), triggers: trigger.triggers.map((child) => withNewIds(child, newId)) };
}

/** The id of a trigger of a stored automation. */
export function triggerId({ id }: Trigger): Uuid {
  if (id === undefined) throw new TypeError('a trigger gets its id when its automation is stored');
  return id;
}

/** The triggers that look at events. */
export const eventTriggersIn = (trigger: Trigger): EventTrigger[] =>
  trigger.type === 'event' ? [trigger] : trigger.triggers.flatMap(eventTriggersIn);

/** The triggers that one lies in, the innermost first; null when it is not in the tree. */
export function triggersAround(root: Trigger, id: Uuid): CompositeTrigger[] | null {
  if (root.id === id) return [];
  if (root.type === 'event') return null;
  for (const child of root.triggers) {
    const around = triggersAround(child, id);
    if (around !== null) return [...around, root];
  }
  return null;
}
