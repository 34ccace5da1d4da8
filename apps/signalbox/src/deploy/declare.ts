// signalbox: `signalbox deploy`
import type { Command } from 'commander';
import { openContext } from '../command-context.ts';

export interface DeployOptions {
  readonly name?: string[];
  readonly file?: string;
  readonly env?: string;
}

export function declareDeploy(deploy: Command): void {
  deploy
    .option('-n, --name <name...>', 'only the deployments of these names')
    .option(
      '-f, --file <path>',
      'the manifest; by default signalbox.config.ts, signalbox.yaml or prefect.yaml in this folder',
    )
    .option('--env <name>', 'the environment; by default as the manifest says for the git branch')
    .action(async (options: DeployOptions, command: Command) => {
      const [{ readManifest }, { deployFromCommand }] = await Promise.all([
        import('@signalbox/deploy'),
        import('./deploy.ts'),
      ]);
      const source = await readManifest(options.file ?? '.', { environmentName: options.env });
      await deployFromCommand(await openContext(command, source.apiUrl), source, options);
    });
}
