// signalbox: `signalbox promote`
import type { Command } from 'commander';

export interface PromoteOptions {
  readonly from: string;
  readonly to: string;
  readonly file?: string;
  readonly fromProfile?: string;
  readonly toProfile?: string;
  readonly dryRun?: boolean;
}

export function declarePromote(promote: Command): void {
  promote
    .argument(
      '[deployments...]',
      'only these, by the name that the manifest gives them, or FLOW/DEPLOYMENT; by default all',
    )
    .requiredOption('--from <environment>', 'the environment whose code is carried')
    .requiredOption('--to <environment>', 'the environment that gets it')
    .option(
      '-f, --file <path>',
      'the manifest; by default signalbox.config.ts, signalbox.yaml or prefect.yaml in this folder',
    )
    .option('--from-profile <name>', 'the profile for the server of the first environment')
    .option('--to-profile <name>', 'the profile for the server of the second')
    .option('--dry-run', 'shows what would change, and changes nothing')
    .addHelpText(
      'after',
      '\nCarries the commit or the image that runs there now; parameters, schedules and work pools are those of the\nenvironment that gets it. Nothing is built.',
    )
    .action(async (names: string[], options: PromoteOptions, command: Command) => {
      const { promoteFromCommand } = await import('./promote.ts');
      await promoteFromCommand(command, names, options);
    });
}
