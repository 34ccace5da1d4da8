// signalbox: `signalbox variable …`
import type { Command } from 'commander';
import { openContext } from '../command-context.ts';

export function declareVariable(variable: Command): void {
  variable
    .command('ls')
    .description('list variables')
    .action(async (_options: unknown, command: Command) => {
      const { listVariables } = await import('./ls.ts');
      await listVariables(await openContext(command));
    });
  variable
    .command('get')
    .description('write the value of a variable')
    .argument('<name>', 'its name')
    .action(async (name: string, _options: unknown, command: Command) => {
      const { getVariable } = await import('./get.ts');
      await getVariable(await openContext(command), name);
    });
  variable
    .command('set')
    .description('create or change a variable')
    .argument('<name>', 'its name')
    .argument('<value>', 'JSON, or a text where it is not')
    .option('--tag <tag...>', 'its tags')
    .action(async (name: string, value: string, options: { tag?: string[] }, command: Command) => {
      const { setVariable } = await import('./set.ts');
      await setVariable(await openContext(command), name, value, options.tag);
    });
  variable
    .command('unset')
    .description('delete a variable')
    .argument('<name>', 'its name')
    .action(async (name: string, _options: unknown, command: Command) => {
      const { unsetVariable } = await import('./unset.ts');
      await unsetVariable(await openContext(command), name);
    });
}
