// core: whether an event is one that a trigger is about.
import type { Event, EventTrigger, ResourceSpecification } from '@signalbox/contract';
import { labelMatches } from '../events/event-matches.ts';

type Labels = Readonly<Record<string, string | undefined>>;

/** `*` at the end stands for anything. */
const matchesPattern = (pattern: string, value: string): boolean =>
  pattern.endsWith('*') ? value.startsWith(pattern.slice(0, -1)) : value === pattern;

/** Every label that the specification names must be there and match. */
export const matchesResource = (specification: ResourceSpecification, labels: Labels): boolean =>
  Object.entries(specification).every(([label, patterns]) => {
    const value = labels[label];
    return value !== undefined && labelMatches(patterns, value);
  });

function matchesRelated(specification: ResourceSpecification, related: readonly Labels[]): boolean {
  return Object.keys(specification).length === 0 || related.some((labels) => matchesResource(specification, labels));
}

/** Whether the trigger looks at the event's resource and at all that it asks of related ones. */
export function concerns(trigger: EventTrigger, { resource, related }: Event): boolean {
  const asked = Array.isArray(trigger.match_related) ? trigger.match_related : [trigger.match_related];
  return matchesResource(trigger.match, resource) && asked.every((each) => matchesRelated(each, related));
}

export const isNamed = (patterns: readonly string[], event: string): boolean =>
  patterns.some((pattern) => matchesPattern(pattern, event));

/** With nothing to expect, every event counts. */
export const isExpected = ({ expect }: EventTrigger, event: string): boolean =>
  expect.length === 0 || isNamed(expect, event);

/** The values that tell one bucket from another: `label` of the resource, or `related:<role>:label`. */
export function bucketKey({ for_each }: EventTrigger, { resource, related }: Event): string[] {
  return for_each.map((label) => {
    const [scope, role, ...rest] = label.split(':');
    if (scope !== 'related') return resource[label] ?? '';
    const one = related.find((labels) => labels['prefect.resource.role'] === role);
    return one?.[rest.join(':')] ?? '';
  });
}
