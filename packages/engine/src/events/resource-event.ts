// engine: events that tell what became of an object.
import type { Event, EventId, RelatedResource, Resource, Timestamp } from '@signalbox/contract';
import { newId } from '@signalbox/core';

interface Told {
  /** What happened, for instance `prefect.work-pool.paused`. */
  readonly event: string;
  readonly resource: Resource;
  readonly related?: readonly RelatedResource[];
  readonly payload?: Record<string, unknown>;
  /** The event that this one comes after. */
  readonly follows?: EventId | null;
}

export const resourceEvent = (occurred: Timestamp, told: Told): Event => ({
  id: newId<EventId>(),
  occurred,
  event: told.event,
  resource: told.resource,
  related: [...(told.related ?? [])],
  payload: told.payload ?? {},
  follows: told.follows ?? null,
});

/** What an `updated` event tells: each field that changed, with its values before and after. */
export interface Changes extends Record<string, unknown> {
  readonly updated_fields: string[];
  readonly updates: Record<string, { from: unknown; to: unknown }>;
}

/** The fields of a patch in which it differs from the object; null when it changes nothing. */
export function changesOf<T extends object>(before: T, patch: Partial<T>): Changes | null {
  const updates: Record<string, { from: unknown; to: unknown }> = {};
  for (const [field, to] of Object.entries(patch)) {
    const from = Object.getOwnPropertyDescriptor(before, field)?.value ?? null;
    if (to !== undefined && JSON.stringify(from) !== JSON.stringify(to)) updates[field] = { from, to };
  }
  const updated_fields = Object.keys(updates);
  return updated_fields.length === 0 ? null : { updated_fields, updates };
}
