// signalbox: `signalbox apply`
import type { Command } from 'commander';
import { type ProjectCommandOptions, withProjectOptions } from '../plan/project-options.ts';

export function declareApply(apply: Command): void {
  withProjectOptions(apply).action(async (options: ProjectCommandOptions, command: Command) => {
    const { applyFromCommand } = await import('./apply.ts');
    await applyFromCommand(command, options);
  });
}
