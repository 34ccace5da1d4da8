// logs: the newest lines first from the API, then live, and older ones on demand.
import { SubscriptionRefusedError, subscribeLogs } from '@signalbox/client';
import type { Log } from '@signalbox/contract';
import { useEffect, useReducer } from 'react';
import { checkSignIn, client } from '../../api/index.ts';
import { batched } from '../../live/index.ts';
import { type OlderThan, olderThan } from './log-lines.ts';
import { LOG_START, type LogState, nextLogState, PAGE_SIZE } from './log-state.ts';

export interface LogFilter {
  readonly flowRunId: string | null;
  readonly taskRunId?: string | undefined;
  readonly level: number;
  readonly search: string;
}

const requestFrom = ({ flowRunId, taskRunId, level, search }: LogFilter) => ({
  ...(flowRunId === null ? {} : { flow_run_id: { any_: [flowRunId] } }),
  ...(taskRunId === undefined ? {} : { task_run_id: { any_: [taskRunId] } }),
  ...(level > 0 ? { level: { ge_: level } } : {}),
  ...(search === '' ? {} : { text: { query: search } }),
});

async function newestPage(filter: LogFilter, older: OlderThan | null, signal?: AbortSignal): Promise<Log[]> {
  const logs = { ...requestFrom(filter), ...(older === null ? {} : { timestamp: { before_: older.before } }) };
  const page = await client.logs.filter(
    { body: { logs, sort: 'TIMESTAMP_DESC', limit: PAGE_SIZE, offset: older?.offset ?? 0 } },
    signal ? { signal } : {},
  );
  return page.reverse();
}

/** Those of the lines that a search finds: only the server knows its language. */
async function found(filter: LogFilter, lines: readonly Log[], signal: AbortSignal): Promise<readonly Log[]> {
  const first = lines[0]?.timestamp;
  if (filter.search === '' || first === undefined) return lines;
  const logs = { ...requestFrom(filter), timestamp: { after_: first } };
  const matching: Log[] = [];
  for (;;) {
    const body = { logs, sort: 'TIMESTAMP_ASC', limit: PAGE_SIZE, offset: matching.length } as const;
    const page = await client.logs.filter({ body }, { signal });
    matching.push(...page);
    if (page.length < PAGE_SIZE) return matching;
  }
}

export interface Logs extends LogState {
  readonly loadOlder: () => Promise<void>;
  /** Reads the newest lines again. */
  readonly toNewest: () => void;
}

/** Follows while `follow`. */
export function useLogs(filter: LogFilter, follow: boolean): Logs {
  const [state, dispatch] = useReducer(nextLogState, LOG_START);
  const [attempt, restart] = useReducer((count: number) => count + 1, 0);
  const { flowRunId, taskRunId, level, search } = filter;

  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is a reason to start anew
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const wanted: LogFilter = { flowRunId, taskRunId, level, search };
    const fail = (error: unknown): void => {
      if (signal.aborted) return;
      if (error instanceof SubscriptionRefusedError) void checkSignIn();
      dispatch({ type: 'error', error });
    };
    const add = batched<Log>((written) => {
      found(wanted, written, signal).then((lines) => {
        if (!signal.aborted) dispatch({ type: 'live', lines });
      }, fail);
    });
    const run = async (): Promise<void> => {
      dispatch({ type: 'start' });
      const page = await newestPage(wanted, null, signal);
      dispatch({ type: 'newest', lines: page });
      if (!follow) return;
      const last = page.at(-1)?.timestamp;
      const live = {
        ...requestFrom({ ...wanted, search: '' }),
        ...(last === undefined ? {} : { timestamp: { after_: last } }),
      };
      for await (const line of subscribeLogs(client, live, { backfill: true, signal })) add(line);
    };
    run().catch(fail);
    return () => stop.abort();
  }, [flowRunId, taskRunId, level, search, follow, attempt]);

  const loadOlder = async (): Promise<void> => {
    const older = olderThan(state.lines);
    if (older === null) return;
    try {
      dispatch({ type: 'older', lines: await newestPage(filter, older) });
    } catch (error) {
      dispatch({ type: 'error', error });
    }
  };
  const toNewest = (): void => {
    dispatch({ type: 'leave-gap' });
    restart();
  };
  return { ...state, loadOlder, toNewest };
}
