// core: when triggers together are one.
import type { Timestamp, Trigger, Uuid } from '@signalbox/contract';
import { addSeconds } from '../time/timestamp.ts';

export type CompositeTrigger = Exclude<Trigger, { type: 'event' }>;

/** The last time that one of the triggers fired. */
export interface ChildFiring {
  readonly child_id: Uuid;
  readonly fired: Timestamp;
}

export interface Composed {
  /** What is kept until they fire together. */
  readonly firings: readonly ChildFiring[];
  readonly fires: boolean;
}

function needed({ triggers, ...trigger }: CompositeTrigger): number {
  if (trigger.type === 'sequence' || trigger.require === 'all') return triggers.length;
  return trigger.require === 'any' ? 1 : trigger.require;
}

function isInOrder({ triggers }: CompositeTrigger, firings: readonly ChildFiring[]): boolean {
  const times = triggers.flatMap(({ id }) => firings.find(({ child_id }) => child_id === id)?.fired ?? []);
  return times.every((time, index) => index === 0 || (times[index - 1] ?? '') < time);
}

/** One of the triggers has fired; an earlier firing of the same is forgotten, and so is what lies before the window. */
export function onChildFiring(trigger: CompositeTrigger, known: readonly ChildFiring[], firing: ChildFiring): Composed {
  const { within } = trigger;
  const since = within === null ? null : addSeconds(firing.fired, -within);
  const others = known.filter(
    ({ child_id, fired }) => child_id !== firing.child_id && (since === null || fired >= since),
  );
  const firings = [...others, firing];
  const isComplete = firings.length >= needed(trigger);
  const fires = isComplete && (trigger.type === 'compound' || isInOrder(trigger, firings));
  return { firings: fires ? [] : firings, fires };
}
