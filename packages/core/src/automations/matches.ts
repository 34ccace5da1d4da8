// core: whether an event is one that a trigger is about.
import type { Event, EventTrigger, ResourceSpecification } from '@signalbox/contract';

type Labels = Readonly<Record<string, string | undefined>>;

/** `*` at the end stands for anything. */
const matchesPattern = (pattern: string, value: string): boolean =>
  pattern.endsWith('*') ? value.startsWith(pattern.slice(0, -1)) : value === pattern;

/** One of the patterns, and none of those with `!`; patterns that only refuse let all others in. */
function matchesAny(patterns: readonly string[], value: string): boolean {
  const refused = patterns.filter((pattern) => pattern.startsWith('!'));
  if (refused.some((pattern) => matchesPattern(pattern.slice(1), value))) return false;
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!'));
  return wanted.length === 0 || wanted.some((pattern) => matchesPattern(pattern, value));
}

/** Every label that the specification names must be there and match. */
export const matchesResource = (specification: ResourceSpecification, labels: Labels): boolean =>
  Object.entries(specification).every(([label, patterns]) => {
    const value = labels[label];
    return value !== undefined && matchesAny(Array.isArray(patterns) ? patterns : [patterns], value);
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
