// signalbox: reads all logs of a run, page by page.
import type { FlowRunId, Log } from '@signalbox/contract';
import type { CommandContext } from '../command-context.ts';

const PAGE = 200;

export async function readLogs({ client }: CommandContext, id: FlowRunId, level: number | null): Promise<Log[]> {
  const found: Log[] = [];
  const logs = { flow_run_id: { any_: [id] }, ...(level !== null && { level: { ge_: level } }) };
  for (;;) {
    const page = await client.logs.filter({ body: { logs, offset: found.length, limit: PAGE, sort: 'TIMESTAMP_ASC' } });
    found.push(...page);
    if (page.length < PAGE) return found;
  }
}
