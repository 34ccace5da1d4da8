// signalbox: `signalbox rollback`
import type { Command } from 'commander';
import { openContext } from '../command-context.ts';

export function declareRollback(rollback: Command): void {
  rollback
    .argument('<deployment>', 'FLOW/DEPLOYMENT, or the id of the deployment')
    .argument('[version]', 'its number or name; by default the version before the one that is now')
    .addHelpText(
      'after',
      '\nThe manifest is not changed: the next apply carries its content out again.\n`signalbox deployment versions` lists what can be brought back.',
    )
    .action(async (name: string, version: string | undefined, _options: unknown, command: Command) => {
      const { rollBack } = await import('./rollback.ts');
      await rollBack(await openContext(command), name, version);
    });
}
