// events: what the list holds, and what each page and each live event makes of it.
import type { ReceivedEvent } from '@signalbox/contract';

/** More rows than a browser shows with ease. */
export const MOST_EVENTS = 1_000;

export interface EventList {
  /** Newest first. */
  readonly events: readonly ReceivedEvent[];
  /** All that match, shown or not. */
  readonly total: number;
  /** Nothing is added at the top: the reader wants to read. */
  readonly isPaused: boolean;
  /** What happened while it was paused. */
  readonly waiting: number;
  readonly hasOlder: boolean;
  readonly isLoading: boolean;
  readonly error: unknown;
}

export interface EventsPage {
  readonly events: readonly ReceivedEvent[];
  readonly total: number;
  readonly hasOlder: boolean;
}

export type EventListAction =
  | { readonly type: 'start' }
  | ({ readonly type: 'newest' } & EventsPage)
  | ({ readonly type: 'older' } & EventsPage)
  | { readonly type: 'live'; readonly events: readonly ReceivedEvent[] }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'error'; readonly error: unknown };

export const EMPTY_LIST: EventList = {
  events: [],
  total: 0,
  isPaused: false,
  waiting: 0,
  hasOlder: false,
  isLoading: true,
  error: null,
};

const newestFirst = (a: ReceivedEvent, b: ReceivedEvent): number =>
  a.occurred > b.occurred ? -1 : a.occurred < b.occurred ? 1 : 0;

/** Those of the events that the list has not yet. */
export function unknownOf(list: readonly ReceivedEvent[], events: readonly ReceivedEvent[]): ReceivedEvent[] {
  const known = new Set(list.map(({ id }) => id));
  return events.filter(({ id }) => !known.has(id));
}

export function nextEventList(list: EventList, action: EventListAction): EventList {
  switch (action.type) {
    case 'start':
      return { ...list, isLoading: true, error: null };
    case 'newest':
      return withNewest(list, action);
    case 'older':
      return withOlder(list, action);
    case 'live':
      return withLive(list, action.events);
    case 'pause':
      return { ...list, isPaused: true };
    case 'resume':
      return { ...list, isPaused: false, waiting: 0 };
    case 'error':
      return { ...list, isLoading: false, error: action.error };
  }
}

/** A page that begins where the list ends is added to it; one behind a gap takes its place. */
function withNewest(list: EventList, page: EventsPage): EventList {
  const { events, total, hasOlder } = page;
  const fresh = unknownOf(list.events, events);
  if (fresh.length === events.length) return { ...EMPTY_LIST, events, total, hasOlder, isLoading: false };
  const merged = [...fresh, ...list.events].sort(newestFirst);
  const kept = merged.slice(0, MOST_EVENTS);
  const isCut = kept.length < merged.length;
  return { ...list, events: kept, total, hasOlder: list.hasOlder || isCut, isLoading: false, error: null };
}

function withOlder(list: EventList, { events, hasOlder }: EventsPage): EventList {
  const merged = [...list.events, ...unknownOf(list.events, events)];
  // Who reads far back keeps what he reads; the newest must be asked for again when he goes on.
  const isCut = merged.length > MOST_EVENTS;
  return {
    ...list,
    events: isCut ? merged.slice(-MOST_EVENTS) : merged,
    isPaused: list.isPaused || isCut,
    hasOlder,
    isLoading: false,
    error: null,
  };
}

function withLive(list: EventList, events: readonly ReceivedEvent[]): EventList {
  const fresh = unknownOf(list.events, events);
  const total = list.total + fresh.length;
  if (list.isPaused) return { ...list, total, waiting: list.waiting + fresh.length };
  const merged = [...fresh, ...list.events].sort(newestFirst);
  const kept = merged.slice(0, MOST_EVENTS);
  return { ...list, events: kept, total, hasOlder: list.hasOlder || kept.length < merged.length };
}
