// signalbox: `signalbox block …`
import type { Command } from 'commander';
import { openContext } from '../command-context.ts';

export function declareBlock(block: Command): void {
  block
    .command('ls')
    .description('list blocks, without their content')
    .action(async (_options: unknown, command: Command) => {
      const { listBlocks } = await import('./ls.ts');
      await listBlocks(await openContext(command));
    });
  block
    .command('create')
    .description('create a block; its content is read from the standard input')
    .argument('<type>', 'the type of the block: secret')
    .argument('<name>', 'its name')
    .option('--replace', 'changes the value of a block that exists')
    .addHelpText('after', '\nExample: printf %s "$TOKEN" | signalbox block create secret git-token')
    .action(async (type: string, name: string, options: { replace?: boolean }, command: Command) => {
      const { createBlock } = await import('./create.ts');
      await createBlock(await openContext(command), type, name, options.replace === true);
    });
  block
    .command('delete')
    .description('delete a block')
    .argument('<name>', 'TYPE/NAME, for instance secret/git-token')
    .action(async (name: string, _options: unknown, command: Command) => {
      const { deleteBlock } = await import('./delete.ts');
      await deleteBlock(await openContext(command), name);
    });
}
