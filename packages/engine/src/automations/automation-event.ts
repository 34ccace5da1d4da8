// engine: the events of an automation's life, named and related as a Prefect server emits them.
import type { Automation, Event, EventId, RelatedResource, Timestamp } from '@signalbox/contract';
import { targetOf } from '@signalbox/core';
import type { DueAction } from '@signalbox/store';
import { resourceEvent } from '../events/resource-event.ts';

type Resource = Event['resource'];

const resourceOf = ({ id, name }: Automation, more: Resource = {}): Resource => ({
  'prefect.resource.id': `prefect.automation.${id}`,
  'prefect.resource.name': name,
  ...more,
});

const postureOf = ({ trigger }: Automation): Resource =>
  trigger.type === 'event' ? { 'prefect.posture': trigger.posture } : {};

const relatedEvent = (role: string, id: EventId): RelatedResource => ({
  'prefect.resource.id': `prefect.event.${id}`,
  'prefect.resource.role': role,
});

export const automationEvent = (
  what: 'created' | 'updated' | 'deleted',
  automation: Automation,
  occurred: Timestamp,
): Event =>
  resourceEvent(occurred, {
    event: `prefect.automation.${what}`,
    resource: resourceOf(automation),
    payload: { ...automation },
  });

/** What made an automation fire. */
export interface Firing {
  readonly automation: Automation;
  /** Null: something that did not happen. */
  readonly triggering_event: Event | null;
  /** The values of `for_each`, by their labels. */
  readonly labels: Readonly<Record<string, string>>;
}

export function triggeredEvent({ automation, triggering_event, labels }: Firing, occurred: Timestamp): Event {
  return resourceEvent(occurred, {
    event: 'prefect.automation.triggered',
    resource: resourceOf(automation, postureOf(automation)),
    related: triggering_event ? [relatedEvent('triggering-event', triggering_event.id)] : [],
    payload: { triggering_labels: labels, triggering_event },
    follows: triggering_event?.id ?? null,
  });
}

/** What the events of one action have in common; `targets` are what it acts on. */
function actionEvent(
  what: 'triggered' | 'executed' | 'failed',
  due: DueAction,
  told: { targets: readonly RelatedResource[]; details?: Record<string, unknown>; follows: EventId | null },
  occurred: Timestamp,
): Event {
  const { automation, action, action_index, invocation, triggered_event, triggering_event } = due;
  return resourceEvent(occurred, {
    event: `prefect.automation.action.${what}`,
    resource: resourceOf(automation, { 'prefect.trigger-type': automation.trigger.type, ...postureOf(automation) }),
    related: [
      ...told.targets,
      relatedEvent('automation-triggered-event', triggered_event.id),
      ...(triggering_event ? [relatedEvent('triggering-event', triggering_event.id)] : []),
    ],
    payload: { action_index, action_type: action.type, invocation, ...told.details },
    follows: told.follows,
  });
}

/** That the action is to be done. Its id is the action's, so that what comes of it can follow. */
export function actionTriggeredEvent(due: DueAction, occurred: Timestamp): Event {
  const target = targetOf(due.action);
  const targets = target ? [{ 'prefect.resource.id': target, 'prefect.resource.role': 'target' }] : [];
  const follows = due.triggering_event?.id ?? null;
  return { ...actionEvent('triggered', due, { targets, follows }, occurred), id: eventIdOf(due) };
}

/** What an action did, and to what. */
export interface ActionOutcome {
  readonly what: 'executed' | 'failed';
  readonly targets: readonly RelatedResource[];
  /** For instance `status_code`, or the `reason` of a failure. */
  readonly details: Record<string, unknown>;
}

export const actionEndedEvent = (due: DueAction, { what, ...told }: ActionOutcome, occurred: Timestamp): Event =>
  actionEvent(what, due, { ...told, follows: eventIdOf(due) }, occurred);

const eventIdOf = ({ id }: DueAction): EventId => id as string as EventId;
