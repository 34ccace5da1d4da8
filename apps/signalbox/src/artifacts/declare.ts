// signalbox: `signalbox artifact …`
import type { Command } from 'commander';
import { openContext } from '../command-context.ts';

export function declareArtifact(artifact: Command): void {
  artifact
    .command('ls')
    .description('list artifacts, the newest first')
    .option('--key <key>', 'only those with the key')
    .option('--flow-run <run>', 'only those of the flow run, by its id or name')
    .option('--limit <n>', 'at most so many', '50')
    .action(async (options: { key?: string; flowRun?: string; limit: string }, command: Command) => {
      const { listArtifacts } = await import('./ls.ts');
      await listArtifacts(await openContext(command), options);
    });
  artifact
    .command('inspect')
    .description('show an artifact')
    .argument('<artifact>', 'its key, for the newest with that key, or its id')
    .action(async (name: string, _options: unknown, command: Command) => {
      const { inspectArtifact } = await import('./inspect.ts');
      await inspectArtifact(await openContext(command), name);
    });
}
