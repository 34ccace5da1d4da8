// signalbox: `signalbox flow-run logs`
import type { CommandContext } from '../command-context.ts';
import { UsageError } from '../command-error.ts';
import type { LogsOptions } from './declare.ts';
import { followRun } from './follow.ts';
import { levelFromName, logLine } from './log-line.ts';

import { newLogs } from './new-logs.ts';
import { readFlowRun } from './read.ts';

export async function showLogs(context: CommandContext, name: string, options: LogsOptions): Promise<void> {
  const { id } = await readFlowRun(context, name);
  const level = options.level === undefined ? null : levelFromName(options.level);
  if (options.follow === true) {
    await followRun(context, id, { level });
    return;
  }
  const tail = options.tail === undefined ? Number.POSITIVE_INFINITY : Number(options.tail);
  if (!(tail > 0)) throw new UsageError(`--tail takes a number of lines, not ${options.tail}.`);
  const logs = (await newLogs(context, id, level).read()).slice(-tail);
  context.show(logs, () => logs.map(logLine).join('\n') || 'No logs.');
}
