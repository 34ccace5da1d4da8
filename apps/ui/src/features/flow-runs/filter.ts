// flow runs: the filter of the list: from the URL, into the URL, and as a request.
import type { FlowRunFilter, FlowRunSort, StateType } from '@signalbox/contract';
import { STATE_TYPES } from '../../ui/state-aspect.ts';

export const RANGES = {
  '1h': { label: 'Past hour', seconds: 3_600 },
  '24h': { label: 'Past 24 hours', seconds: 86_400 },
  '7d': { label: 'Past 7 days', seconds: 604_800 },
  '30d': { label: 'Past 30 days', seconds: 2_592_000 },
  next: { label: 'Next 24 hours', seconds: 86_400 },
  all: { label: 'Any time', seconds: 2_592_000 },
} as const;
export type Range = keyof typeof RANGES;

export const SORTS = {
  EXPECTED_START_TIME_DESC: 'Newest first',
  EXPECTED_START_TIME_ASC: 'Oldest first',
  END_TIME_DESC: 'Last ended first',
  NAME_ASC: 'By name',
} as const satisfies Partial<Record<FlowRunSort, string>>;
export type Sort = keyof typeof SORTS;

export interface RunFilter {
  /** State types, and `Late`, which is a name. */
  readonly states: readonly string[];
  readonly flows: readonly string[];
  readonly deployments: readonly string[];
  readonly tags: readonly string[];
  readonly search: string;
  readonly range: Range;
  /** Both set: they take the place of the range. Milliseconds since the epoch. */
  readonly from: number | null;
  readonly to: number | null;
  readonly sort: Sort;
  readonly page: number;
}

export const NO_FILTER: RunFilter = {
  states: [],
  flows: [],
  deployments: [],
  tags: [],
  search: '',
  range: '7d',
  from: null,
  to: null,
  sort: 'EXPECTED_START_TIME_DESC',
  page: 1,
};

const LISTS = ['states', 'flows', 'deployments', 'tags'] as const;
const PARAMETERS = { states: 'state', flows: 'flow', deployments: 'deployment', tags: 'tag' } as const;

const isRange = (text: string | null): text is Range => text !== null && Object.hasOwn(RANGES, text);
const isSort = (text: string | null): text is Sort => text !== null && Object.hasOwn(SORTS, text);

function timeFromText(text: string | null): number | null {
  const time = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

/** Reads a filter; what makes no sense counts as absent. */
export function filterFromSearch(search: URLSearchParams): RunFilter {
  const range = search.get('range');
  const sort = search.get('sort');
  const page = Number.parseInt(search.get('page') ?? '1', 10);
  const from = timeFromText(search.get('from'));
  const to = timeFromText(search.get('to'));
  const whole = from !== null && to !== null && from < to;
  return {
    states: search.getAll('state').filter((state) => state === 'Late' || STATE_TYPES.some((type) => type === state)),
    flows: search.getAll('flow'),
    deployments: search.getAll('deployment'),
    tags: search.getAll('tag'),
    search: search.get('q') ?? '',
    range: isRange(range) ? range : NO_FILTER.range,
    from: whole ? from : null,
    to: whole ? to : null,
    sort: isSort(sort) ? sort : NO_FILTER.sort,
    page: page > 0 ? page : 1,
  };
}

/** Writes a filter; what is as by default stays out. */
export function searchFromFilter(filter: RunFilter): URLSearchParams {
  const search = new URLSearchParams();
  for (const list of LISTS) for (const value of filter[list]) search.append(PARAMETERS[list], value);
  if (filter.search !== '') search.set('q', filter.search);
  if (filter.from !== null && filter.to !== null) {
    search.set('from', new Date(filter.from).toISOString());
    search.set('to', new Date(filter.to).toISOString());
  } else if (filter.range !== NO_FILTER.range) search.set('range', filter.range);
  if (filter.sort !== NO_FILTER.sort) search.set('sort', filter.sort);
  if (filter.page > 1) search.set('page', String(filter.page));
  return search;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The time that the filter covers; for any time, the past 30 days, which is what the bars then show. */
export function spanOf(filter: RunFilter, now: number): Span {
  if (filter.from !== null && filter.to !== null) return { start: filter.from, end: filter.to };
  const length = RANGES[filter.range].seconds * 1000;
  return filter.range === 'next' ? { start: now, end: now + length } : { start: now - length, end: now };
}

function stateFilter(states: readonly string[]): FlowRunFilter['state'] {
  const types = states.filter((state): state is StateType => state !== 'Late');
  return {
    operator: 'or_',
    ...(types.length > 0 ? { type: { any_: types } } : {}),
    ...(states.includes('Late') ? { name: { any_: ['Late'] } } : {}),
  };
}

const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** Clocks differ: a run that was just asked for may be due a moment ahead of this browser's clock. */
const CLOCK_SLACK_MILLISECONDS = 60_000;

/** The filter as the API takes it. */
export function requestFromFilter(filter: RunFilter, now: number) {
  const { start, end } = spanOf(filter, now);
  const custom = filter.from !== null;
  const slack = custom || filter.range === 'next' ? 0 : CLOCK_SLACK_MILLISECONDS;
  const anyTime = filter.range === 'all' && !custom;
  return {
    flow_runs: {
      ...(filter.states.length > 0 ? { state: stateFilter(filter.states) } : {}),
      ...(filter.tags.length > 0 ? { tags: { all_: [...filter.tags] } } : {}),
      ...(filter.search !== '' ? { name: { like_: filter.search } } : {}),
      ...(anyTime ? {} : { expected_start_time: { after_: isoTime(start), before_: isoTime(end + slack) } }),
    },
    ...(filter.flows.length > 0 ? { flows: { id: { any_: [...filter.flows] } } } : {}),
    ...(filter.deployments.length > 0 ? { deployments: { id: { any_: [...filter.deployments] } } } : {}),
  };
}
