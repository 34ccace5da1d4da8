// core: what resource an event is about.
import type { Event } from '@signalbox/contract';

/** What automations act on, or show in their messages. */
export type ResourceKind = 'automation' | 'deployment' | 'flow' | 'flow-run' | 'task-run' | 'work-pool' | 'work-queue';

/** The id of the one object of the kind that the event tells of: its own, or else the first related one; null for none. */
export function idInEvent({ resource, related }: Event, kind: ResourceKind): string | null {
  const prefix = `prefect.${kind}.`;
  const found = [resource, ...related].find((labels) => labels['prefect.resource.id']?.startsWith(prefix));
  return found?.['prefect.resource.id']?.slice(prefix.length) ?? null;
}
