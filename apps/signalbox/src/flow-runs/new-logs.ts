// signalbox: reads the logs of a run page by page, and later only what has come since.
import type { FlowRunId, Log, Timestamp } from '@signalbox/contract';
import type { CommandContext } from '../command-context.ts';

const PAGE = 200;

export interface NewLogs {
  /** What has come since the last call, in the order of time. */
  read(): Promise<Log[]>;
}

export function newLogs({ client }: CommandContext, id: FlowRunId, level: number | null): NewLogs {
  let since: Timestamp | null = null;
  let seen = new Set<string>();

  const page = async (offset: number): Promise<Log[]> =>
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
      // `after_` may include the time itself, and lines of one batch share their time: known ids are left out.
      const fresh = found.filter((log) => !seen.has(log.id));
      const last = found.at(-1);
      if (last !== undefined) {
        since = last.timestamp;
        seen = new Set([...found, ...fresh].filter(({ timestamp }) => timestamp === since).map((log) => log.id));
      }
      return fresh;
    },
  };
}
