// core: whether an event satisfies a filter, for those who listen to events as they come.
import type { Event, EventFilter } from '@signalbox/contract';

type ResourceFilter = {
  readonly id?: readonly string[] | null | undefined;
  readonly id_prefix?: readonly string[] | null | undefined;
  readonly labels?: Labels;
};
type Labels = Readonly<Record<string, string | readonly string[]>> | null | undefined;
type Resource = Readonly<Record<string, string>>;

const ID = 'prefect.resource.id';
const ROLE = 'prefect.resource.role';

/** A value matches when it is one of the wanted; `*` at the end stands for anything, `!` at the start negates. */
export function labelMatches(wanted: string | readonly string[], value: string | undefined): boolean {
  const all = typeof wanted === 'string' ? [wanted] : wanted;
  const negative = all.filter((pattern) => pattern.startsWith('!'));
  const positive = all.filter((pattern) => !pattern.startsWith('!'));
  const like = (pattern: string) =>
    value !== undefined && (pattern.endsWith('*') ? value.startsWith(pattern.slice(0, -1)) : value === pattern);
  if (negative.some((pattern) => like(pattern.slice(1)))) return false;
  return positive.length === 0 || positive.some(like);
}

const labelsMatch = (labels: Labels, resource: Resource): boolean =>
  Object.entries(labels ?? {}).every(([label, wanted]) => labelMatches(wanted, resource[label]));

function resourceMatches(filter: ResourceFilter, resource: Resource): boolean {
  const id = resource[ID] ?? '';
  if (filter.id && !filter.id.includes(id)) return false;
  if (filter.id_prefix && !filter.id_prefix.some((prefix) => id.startsWith(prefix))) return false;
  return labelsMatch(filter.labels, resource);
}

function nameMatches(filter: NonNullable<EventFilter['event']>, name: string): boolean {
  const has = (prefixes: readonly string[]) => prefixes.some((prefix) => name.startsWith(prefix));
  const wanted = (!filter.prefix && !filter.name) || has(filter.prefix ?? []) || (filter.name ?? []).includes(name);
  return wanted && !has(filter.exclude_prefix ?? []) && !(filter.exclude_name ?? []).includes(name);
}

const listOf = <Item>(value: Item | readonly Item[] | null | undefined): readonly Item[] =>
  value === null || value === undefined ? [] : Array.isArray(value) ? value : [value as Item];

/** Whether the event satisfies every part of the filter; the filter's order says nothing here. */
export function eventMatches(filter: EventFilter, event: Event): boolean {
  const { since, until } = filter.occurred;
  if ((since && event.occurred < since) || (until && event.occurred > until)) return false;
  if (filter.event && !nameMatches(filter.event, event.event)) return false;
  if (filter.resource && !resourceMatches(filter.resource, event.resource)) return false;
  if (filter.id.id && !filter.id.id.includes(event.id)) return false;
  for (const wanted of listOf(filter.related)) {
    const found = event.related.some(
      (resource) =>
        resourceMatches(wanted, resource) &&
        (!wanted.role || wanted.role.includes(resource[ROLE] ?? '')) &&
        (!wanted.resources_in_roles ||
          wanted.resources_in_roles.some(([id, role]) => resource[ID] === id && resource[ROLE] === role)),
    );
    if (!found) return false;
  }
  for (const wanted of listOf(filter.any_resource)) {
    if (![event.resource, ...event.related].some((resource) => resourceMatches(wanted, resource))) return false;
  }
  if (filter.text) {
    const text = JSON.stringify([event.event, event.resource, event.related, event.payload]).toLowerCase();
    return text.includes(filter.text.query.toLowerCase());
  }
  return true;
}
