// logs: what is known of the lines, and what each answer and each live line makes of it.
import type { Log } from '@signalbox/contract';
import { mergeLines } from './log-lines.ts';

export const PAGE_SIZE = 200;

export interface LogState {
  readonly lines: readonly Log[];
  readonly loading: boolean;
  readonly error: unknown;
  readonly hasOlder: boolean;
  /** Newer lines than the last one had to go for older ones: what is live is not added behind such a gap. */
  readonly hasNewer: boolean;
}

export type LogAction =
  | { readonly type: 'start' }
  /** The reader wants to see the end. */
  | { readonly type: 'leave-gap' }
  | { readonly type: 'newest'; readonly lines: readonly Log[] }
  | { readonly type: 'older'; readonly lines: readonly Log[] }
  | { readonly type: 'live'; readonly lines: readonly Log[] }
  | { readonly type: 'error'; readonly error: unknown };

export const LOG_START: LogState = { lines: [], loading: true, error: null, hasOlder: false, hasNewer: false };

export function nextLogState(state: LogState, action: LogAction): LogState {
  switch (action.type) {
    case 'start':
      return { ...state, loading: true, error: null };
    case 'leave-gap':
      return { ...state, hasNewer: false };
    case 'newest':
      return withNewest(state, action.lines);
    case 'older': {
      const { lines, isCut } = mergeLines(state.lines, action.lines, 'oldest');
      const hasOlder = action.lines.length === PAGE_SIZE;
      return { lines, loading: false, error: null, hasOlder, hasNewer: state.hasNewer || isCut };
    }
    case 'live': {
      if (state.hasNewer) return state;
      const { lines, isCut } = mergeLines(state.lines, action.lines, 'newest');
      return { ...state, lines, hasOlder: state.hasOlder || isCut };
    }
    case 'error':
      return { ...state, loading: false, error: action.error };
  }
}

/** A page that follows what is there without a gap is added to it; any other takes its place, unless one reads far back. */
function withNewest(state: LogState, page: readonly Log[]): LogState {
  if (state.hasNewer) return { ...state, loading: false, error: null };
  const known = new Set(state.lines.map(({ id }) => id));
  if (!page.some(({ id }) => known.has(id)))
    return { ...LOG_START, lines: page, loading: false, hasOlder: page.length === PAGE_SIZE };
  const { lines, isCut } = mergeLines(state.lines, page, 'newest');
  return { ...state, lines, loading: false, error: null, hasOlder: state.hasOlder || isCut };
}
