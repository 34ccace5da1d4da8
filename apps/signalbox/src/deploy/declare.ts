// signalbox: `signalbox deploy`
import type { Command } from 'commander';
import { type ProjectCommandOptions, withProjectOptions } from '../plan/project-options.ts';

export function declareDeploy(deploy: Command): void {
  withProjectOptions(deploy).action(async (options: ProjectCommandOptions, command: Command) => {
    const { deployFromCommand } = await import('./deploy.ts');
    await deployFromCommand(command, options);
  });
}
