// signalbox: `signalbox deploy`
import type { Command } from 'commander';
import { openContext } from '../command-context.ts';

export interface DeployOptions {
  readonly name?: string[];
  readonly file?: string;
}

export function declareDeploy(deploy: Command): void {
  deploy
    .option('-n, --name <name...>', 'only the deployments of these names')
    .option('-f, --file <path>', 'the manifest; by default prefect.yaml in this folder')
    .action(async (options: DeployOptions, command: Command) => {
      const { deployFromCommand } = await import('./deploy.ts');
      await deployFromCommand(await openContext(command), options);
    });
}
