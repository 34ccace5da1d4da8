// signalbox: `signalbox config …`
import type { Command } from 'commander';
import { writerOf } from '../command-context.ts';
import type { GlobalOptions } from '../program.ts';

const profileName = (command: Command): string | undefined => command.optsWithGlobals<GlobalOptions>().profile;

export function declareConfig(config: Command): void {
  config
    .command('view')
    .description('show the settings that hold and where they come from; secrets are masked')
    .action(async (_options: unknown, command: Command) => {
      const { viewConfig } = await import('./view.ts');
      await viewConfig(command);
    });
  config
    .command('set')
    .description('set settings of the profile')
    .argument('<name=value...>', 'for instance api_url=http://127.0.0.1:4200/api')
    .action(async (words: string[], _options: unknown, command: Command) => {
      const { setConfig } = await import('./set.ts');
      await setConfig(writerOf(command), profileName(command), words);
    });
  config
    .command('unset')
    .description('remove settings from the profile')
    .argument('<name...>', 'for instance api_url')
    .action(async (names: string[], _options: unknown, command: Command) => {
      const { unsetConfig } = await import('./unset.ts');
      await unsetConfig(writerOf(command), profileName(command), names);
    });
}
