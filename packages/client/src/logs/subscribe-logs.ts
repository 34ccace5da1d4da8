// client: log lines as they are written.
import type { Log, LogFilter } from '@signalbox/contract';
import type { z } from 'zod';
import type { Client } from '../client.ts';
import { firstSight } from '../websockets/seen-ids.ts';
import { subscription } from '../websockets/subscription.ts';

export interface SubscribeLogsOptions {
  /** Give first the lines that are there already; without it only those written from now on. */
  readonly backfill?: boolean;
  readonly signal?: AbortSignal;
}

const PAGE = 200;

/**
 * Log lines that match the filter, each once. The socket knows no past, so what it cannot tell, the lines before it or
 * between two connections, is read over REST; a server that streams no logs is thereby read again and again.
 */
export function subscribeLogs(
  client: Client,
  filter: z.input<typeof LogFilter> = {},
  options: SubscribeLogsOptions = {},
): AsyncGenerator<Log, void, undefined> {
  const isNew = firstSight();
  let last: string | null = options.backfill === true ? null : new Date().toISOString();

  const take = (log: Log): boolean => {
    if (!isNew(log.id)) return false;
    if (last === null || log.timestamp > last) last = log.timestamp;
    return true;
  };

  async function* missed(signal: AbortSignal): AsyncGenerator<Log, void, undefined> {
    const since = last;
    for (let offset = 0; ; offset += PAGE) {
      const page = await client.logs.filter(
        {
          body: {
            logs: { ...filter, ...(since === null ? {} : { timestamp: { ...filter.timestamp, after_: since } }) },
            sort: 'TIMESTAMP_ASC',
            limit: PAGE,
            offset,
          },
        },
        { signal, retries: 0 },
      );
      for (const log of page) if (take(log)) yield log;
      if (page.length < PAGE) return;
    }
  }

  return subscription<Log>(
    client.connection,
    {
      path: '/logs/out',
      request: () => ({ type: 'filter', filter }),
      itemFromMessage: (message) => {
        // The edge of the types: the server sends what the contract calls a Log.
        const log = message.type === 'log' ? (message.log as Log) : null;
        return log !== null && take(log) ? log : null;
      },
      missed,
    },
    options.signal,
  );
}
