// signalbox: `signalbox init`
import type { Command } from 'commander';
import { writerOf } from '../command-context.ts';

export function declareInit(init: Command): void {
  init
    .argument('[folder]', 'where; made when it is not there', '.')
    .action(async (folder: string, _options: unknown, command: Command) => {
      const { initProject } = await import('./init.ts');
      await initProject(writerOf(command), folder);
    });
}
