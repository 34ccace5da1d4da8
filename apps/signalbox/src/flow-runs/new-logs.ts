// signalbox: reads the logs of a run, and later what has come since. By asking and not by the stream of logs, because a
// Prefect server accepts subscribers to that stream and, at its defaults, sends them nothing.
import type { FlowRunId, Log, Timestamp } from '@signalbox/contract';
import type { CommandContext } from '../command-context.ts';

const PAGE = 200;

export interface NewLogs {
  /** What has come since the last call, in the order of time. */
  read(): Promise<Log[]>;
}

export function newLogs({ client }: CommandContext, id: FlowRunId, level: number | null): NewLogs {
  let since: Timestamp | null = null;
  const seen = new Set<string>();

  const page = (offset: number): Promise<Log[]> =>
    client.logs.filter({
      body: {
        offset,
        limit: PAGE,
        sort: 'TIMESTAMP_ASC',
        logs: {
          flow_run_id: { any_: [id] },
          ...(level !== null && { level: { ge_: level } }),
          ...(since !== null && { timestamp: { after_: since } }),
        },
      },
    });

  return {
    async read() {
      const found: Log[] = [];
      for (let offset = 0; ; offset += PAGE) {
        const logs = await page(offset);
        found.push(...logs);
        if (logs.length < PAGE) break;
      }
      // `after_` includes the time itself, and lines of one batch may share their time.
      const fresh = found.filter((log) => !seen.has(log.id));
      for (const log of fresh) seen.add(log.id);
      since = found.at(-1)?.timestamp ?? since;
      return fresh;
    },
  };
}
