// events: the filter of the list: from the URL, into the URL, and as a request.

const SECONDS = { '1h': 3_600, '24h': 86_400, '7d': 604_800, '30d': 2_592_000 } as const;

export const RANGES = {
  '1h': 'Past hour',
  '24h': 'Past 24 hours',
  '7d': 'Past 7 days',
  '30d': 'Past 30 days',
  own: 'From … to …',
} as const;
export type Range = keyof typeof RANGES;

export interface EventListFilter {
  /** What the name of the event begins with. */
  readonly prefix: string;
  /** What the id of the resource, or of a related one, begins with; or the whole UUID of one, whatever its kind. */
  readonly resource: string;
  readonly search: string;
  readonly range: Range;
  /** With the range `own`. Milliseconds since the epoch; null is no limit. */
  readonly from: number | null;
  readonly to: number | null;
}

export const NO_FILTER: EventListFilter = { prefix: '', resource: '', search: '', range: '24h', from: null, to: null };

const isRange = (text: string | null): text is Range => text !== null && Object.hasOwn(RANGES, text);

function timeFromText(text: string | null): number | null {
  const time = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

/** Reads a filter; what makes no sense counts as absent. */
export function filterFromSearch(search: URLSearchParams): EventListFilter {
  const range = search.get('range');
  const own = range === 'own';
  return {
    prefix: search.get('event') ?? '',
    resource: search.get('resource') ?? '',
    search: search.get('q') ?? '',
    range: isRange(range) ? range : NO_FILTER.range,
    from: own ? timeFromText(search.get('from')) : null,
    to: own ? timeFromText(search.get('to')) : null,
  };
}

/** Writes a filter; what is as by default stays out. */
export function searchFromFilter(filter: EventListFilter): URLSearchParams {
  const search = new URLSearchParams();
  if (filter.prefix !== '') search.set('event', filter.prefix);
  if (filter.resource !== '') search.set('resource', filter.resource);
  if (filter.search !== '') search.set('q', filter.search);
  if (filter.range !== NO_FILTER.range) search.set('range', filter.range);
  if (filter.range === 'own' && filter.from !== null) search.set('from', new Date(filter.from).toISOString());
  if (filter.range === 'own' && filter.to !== null) search.set('to', new Date(filter.to).toISOString());
  return search;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const KINDS = [
  'flow-run',
  'task-run',
  'flow',
  'deployment',
  'work-pool',
  'work-queue',
  'automation',
  'event',
  'variable',
  'block-document',
  'concurrency-limit',
  'artifact',
  'artifact-collection',
] as const;

/** Names may be written with the `*` at their end with which automations write them. */
const beginning = (text: string): string => text.trim().replace(/\*$/, '');

function resourceFilter(resource: string) {
  const text = beginning(resource);
  if (UUID.test(text)) return { id: KINDS.map((kind) => `prefect.${kind}.${text.toLowerCase()}`) };
  return { id_prefix: [text] };
}

/** The filter as the API takes it, newest first. */
export function requestFromFilter(filter: EventListFilter, now: number) {
  const { range, from, to } = filter;
  const since = range === 'own' ? (from ?? 0) : now - SECONDS[range] * 1000;
  const prefix = beginning(filter.prefix);
  const search = filter.search.trim();
  return {
    occurred: {
      since: new Date(since).toISOString(),
      ...(range === 'own' && to !== null ? { until: new Date(to).toISOString() } : {}),
    },
    ...(prefix === '' ? {} : { event: { prefix: [prefix] } }),
    ...(beginning(filter.resource) === '' ? {} : { any_resource: resourceFilter(filter.resource) }),
    ...(search === '' ? {} : { text: { query: search } }),
    order: 'DESC' as const,
  };
}
export type EventRequest = ReturnType<typeof requestFromFilter>;

/** Whether what happens from now on belongs to the list. */
export const isOpenEnded = ({ range, to }: EventListFilter, now: number): boolean =>
  range !== 'own' || to === null || to > now;

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** A time as a field for dates takes it: in the reader's zone, to the minute. */
export function fieldFromTime(time: number | null): string {
  if (time === null) return '';
  const at = new Date(time);
  const day = [at.getFullYear(), twoDigits(at.getMonth() + 1), twoDigits(at.getDate())].join('-');
  return `${day}T${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
}

export const timeFromField = (text: string): number | null => timeFromText(text === '' ? null : text);

/** The page of the events of one resource, or of those it is related to. */
export const eventsHref = (resource: string): string =>
  `/events?${searchFromFilter({ ...NO_FILTER, resource, range: '7d' })}`;
