// logs: the newest lines first from the API, then live, and older ones on demand.
import { subscribeLogs } from '@signalbox/client';
import type { Log } from '@signalbox/contract';
import { useEffect, useReducer } from 'react';
import { client } from '../../api/index.ts';
import { mergeLines } from './log-lines.ts';

export interface LogFilter {
  readonly flowRunId: string | null;
  readonly taskRunId?: string | undefined;
  readonly level: number;
  readonly search: string;
}

const PAGE_SIZE = 200;

interface LogState {
  readonly lines: readonly Log[];
  readonly loading: boolean;
  readonly error: unknown;
  readonly hasOlder: boolean;
}

type LogAction =
  | { readonly type: 'start' }
  | { readonly type: 'lines'; readonly lines: readonly Log[] }
  | { readonly type: 'page'; readonly lines: readonly Log[] }
  | { readonly type: 'error'; readonly error: unknown };

const START: LogState = { lines: [], loading: true, error: null, hasOlder: false };

function reduce(state: LogState, action: LogAction): LogState {
  switch (action.type) {
    case 'start':
      return { ...state, loading: true, error: null };
    case 'lines':
      return { ...state, lines: mergeLines(state.lines, action.lines) };
    case 'page':
      return {
        lines: mergeLines(state.lines, action.lines),
        loading: false,
        error: null,
        hasOlder: action.lines.length === PAGE_SIZE,
      };
    case 'error':
      return { ...state, loading: false, error: action.error };
  }
}

const requestFrom = ({ flowRunId, taskRunId, level, search }: LogFilter) => ({
  ...(flowRunId === null ? {} : { flow_run_id: { any_: [flowRunId] } }),
  ...(taskRunId === undefined ? {} : { task_run_id: { any_: [taskRunId] } }),
  ...(level > 0 ? { level: { ge_: level } } : {}),
  ...(search === '' ? {} : { text: { query: search } }),
});

async function newestPage(filter: LogFilter, before: string | null, signal?: AbortSignal): Promise<Log[]> {
  const logs = { ...requestFrom(filter), ...(before === null ? {} : { timestamp: { before_: before } }) };
  const page = await client.logs.filter(
    { body: { logs, sort: 'TIMESTAMP_DESC', limit: PAGE_SIZE } },
    signal ? { signal } : {},
  );
  return page.reverse();
}

/** Gathers lines that arrive together, so that a flood of them draws the page once a frame. */
function batched(take: (lines: readonly Log[]) => void): (line: Log) => void {
  let waiting: Log[] = [];
  return (line) => {
    waiting.push(line);
    if (waiting.length > 1) return;
    setTimeout(() => {
      const lines = waiting;
      waiting = [];
      take(lines);
    }, 100);
  };
}

export interface Logs extends LogState {
  readonly loadOlder: () => Promise<void>;
  readonly retry: () => void;
}

/** Follows while `follow`; a search is answered once, because the live stream is not searched. */
export function useLogs(filter: LogFilter, follow: boolean): Logs {
  const [state, dispatch] = useReducer(reduce, START);
  const [attempt, retry] = useReducer((count: number) => count + 1, 0);
  const { flowRunId, taskRunId, level, search } = filter;

  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is a reason to start anew
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const wanted: LogFilter = { flowRunId, taskRunId, level, search };
    const add = batched((lines) => {
      if (!signal.aborted) dispatch({ type: 'lines', lines });
    });
    const run = async (): Promise<void> => {
      dispatch({ type: 'start' });
      const page = await newestPage(wanted, null, signal);
      dispatch({ type: 'page', lines: page });
      if (!follow || search !== '') return;
      const last = page.at(-1)?.timestamp;
      const live = { ...requestFrom(wanted), ...(last === undefined ? {} : { timestamp: { after_: last } }) };
      for await (const line of subscribeLogs(client, live, { backfill: true, signal })) add(line);
    };
    run().catch((error: unknown) => {
      if (!signal.aborted) dispatch({ type: 'error', error });
    });
    return () => stop.abort();
  }, [flowRunId, taskRunId, level, search, follow, attempt]);

  const loadOlder = async (): Promise<void> => {
    const first = state.lines[0];
    if (!first) return;
    try {
      dispatch({ type: 'page', lines: await newestPage(filter, first.timestamp) });
    } catch (error) {
      dispatch({ type: 'error', error });
    }
  };
  return { ...state, loadOlder, retry };
}
