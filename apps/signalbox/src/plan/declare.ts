// signalbox: `signalbox plan`
import type { Command } from 'commander';
import { type ProjectCommandOptions, withProjectOptions } from './project-options.ts';

export function declarePlan(plan: Command): void {
  withProjectOptions(plan)
    .addHelpText(
      'after',
      '\nWith --output markdown it writes a comment for a pull request.\nEnds with 0 when nothing changes, with 2 when something does, with 1 when it fails.',
    )
    .action(async (options: ProjectCommandOptions, command: Command) => {
      const { planFromCommand } = await import('./plan.ts');
      await planFromCommand(command, options);
    });
}
