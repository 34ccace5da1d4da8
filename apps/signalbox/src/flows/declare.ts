// signalbox: `signalbox flow …`
import type { Command } from 'commander';
import { openContext } from '../command-context.ts';

export function declareFlow(flow: Command): void {
  flow
    .command('ls')
    .description('list flows')
    .option('--limit <n>', 'at most so many', '50')
    .action(async (options: { limit: string }, command: Command) => {
      const { listFlows } = await import('./ls.ts');
      await listFlows(await openContext(command), Number(options.limit));
    });
}
