// contract: an event filter in which only what restricts is left.
import type { EventFilter } from './filter.ts';

type Lists = Readonly<Record<string, unknown>>;

const restricts = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== false && !(typeof value === 'object' && isEmpty(value));

const isEmpty = (value: object): boolean => (Array.isArray(value) ? value.length : Object.keys(value).length) === 0;

const without = <Part extends Lists>(part: Part): Part => ({
  ...part,
  ...Object.fromEntries(Object.entries(part).flatMap(([key, value]) => (isEmptyList(value) ? [[key, null]] : []))),
});

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** The parts that restrict; null when none does. */
function restricting<Part extends Lists>(parts: Part | readonly Part[] | null | undefined): Part[] | null {
  const all: readonly Part[] = parts === null || parts === undefined ? [] : isList(parts) ? parts : [parts];
  const left = all.map(without).filter((part) => Object.values(part).some(restricts));
  return left.length > 0 ? left : null;
}

const isList = <Part>(parts: Part | readonly Part[]): parts is readonly Part[] => Array.isArray(parts);

/**
 * Prefect's clients send empty lists for what they do not ask: an empty list of ids, names, prefixes, resources or
 * roles restricts nothing, unlike the empty `any_` of other filters, which nothing matches.
 * @example EventFilter.parse({ id: { id: [] } }).id // { id: null }
 */
export function withoutEmptyLists(filter: EventFilter): EventFilter {
  return {
    ...filter,
    id: without(filter.id),
    event: filter.event ? without(filter.event) : null,
    resource: filter.resource ? without(filter.resource) : null,
    related: restricting(filter.related),
    any_resource: restricting(filter.any_resource),
  };
}
