// signalbox: `signalbox deployment …`
import type { Command } from 'commander';
import { openContext } from '../command-context.ts';

const NAME = 'FLOW/DEPLOYMENT, or the id of the deployment';

export function declareDeployment(deployment: Command): void {
  deployment
    .command('ls')
    .description('list deployments')
    .option('--flow <name>', 'only those of the flow')
    .option('--tag <tag...>', 'only those with all of the tags')
    .option('--limit <n>', 'at most so many', '200')
    .action(async (options: { flow?: string; tag?: string[]; limit: string }, command: Command) => {
      const { listDeployments } = await import('./ls.ts');
      await listDeployments(await openContext(command), options);
    });
  deployment
    .command('inspect')
    .description('show a deployment')
    .argument('<name>', NAME)
    .action(async (name: string, _options: unknown, command: Command) => {
      const { inspectDeployment } = await import('./inspect.ts');
      await inspectDeployment(await openContext(command), name);
    });
  declareVersions(deployment);
  deployment
    .command('run')
    .description('start a run of a deployment')
    .argument('<name>', NAME)
    .option('-p, --param <key=value...>', 'a parameter; the value is JSON, or a text where it is not', collect, [])
    .option('--params <json>', 'parameters as a JSON object; - reads it from the standard input')
    .option('--name <name>', 'the name of the run')
    .option('--tag <tag...>', 'tags of the run')
    .option('--start-in <seconds>', 'starts that many seconds from now')
    .option('--job-variable <key=value...>', 'a job variable of this run only', collect, [])
    .option('--watch', 'follow the run to its end; exit code 1 when it does not complete')
    .action(async (name: string, options: RunOptions, command: Command) => {
      const { runDeployment } = await import('./run.ts');
      await runDeployment(await openContext(command), name, options);
    });
  declareSwitches(deployment);
  deployment
    .command('delete')
    .description('delete a deployment; its runs stay')
    .argument('<name>', NAME)
    .action(async (name: string, _options: unknown, command: Command) => {
      const { deleteDeployment } = await import('./delete.ts');
      await deleteDeployment(await openContext(command), name);
    });
}

export interface RunOptions {
  readonly param: string[];
  readonly params?: string;
  readonly name?: string;
  readonly tag?: string[];
  readonly startIn?: string;
  readonly jobVariable: string[];
  readonly watch?: boolean;
}

const collect = (value: string, before: string[]): string[] => [...before, value];

function declareVersions(deployment: Command): void {
  deployment
    .command('versions')
    .description('list what a deployment was; `signalbox rollback` brings one back')
    .argument('<name>', NAME)
    .action(async (name: string, _options: unknown, command: Command) => {
      const { listVersions } = await import('./versions.ts');
      await listVersions(await openContext(command), name);
    });
  deployment
    .command('diff')
    .description('show what changed with a version')
    .argument('<name>', NAME)
    .argument('[version]', 'its number or name; by default the newest')
    .option('--since <version>', 'changes since this one; by default since the one before')
    .action(async (name: string, version: string | undefined, { since }: { since?: string }, command: Command) => {
      const { showDifferences } = await import('./versions.ts');
      await showDifferences(await openContext(command), name, version, since);
    });
}

function declareSwitches(deployment: Command): void {
  for (const verb of ['pause', 'resume'] as const)
    deployment
      .command(verb)
      .description(verb === 'pause' ? 'schedule no runs until it is resumed' : 'schedule runs again')
      .argument('<name>', NAME)
      .action(async (name: string, _options: unknown, command: Command) => {
        const { switchDeployment } = await import('./switch.ts');
        await switchDeployment(await openContext(command), name, verb);
      });
}
