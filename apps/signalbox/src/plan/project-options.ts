// signalbox: the options of commands that compare a manifest with a server, and what they read by them.
import type { Project } from '@signalbox/deploy';
import type { Command } from 'commander';
import { type CommandContext, openContext } from '../command-context.ts';

export interface ProjectCommandOptions {
  readonly name?: string[];
  readonly file?: string;
  readonly env?: string;
  readonly prune?: boolean;
}

export const withProjectOptions = (command: Command): Command =>
  command
    .option('-n, --name <name...>', 'only the deployments of these names, by name or flow/name')
    .option(
      '-f, --file <path>',
      'the manifest; by default signalbox.config.ts, signalbox.yaml or prefect.yaml in this folder',
    )
    .option('--env <name>', 'the environment; by default as the manifest says for the git branch')
    .option('--prune', 'removes deployments that this manifest made and declares no more, with their runs to come');

/** Reads and checks the manifest; what is not wrong and people should know goes to them. */
export async function openProject(
  command: Command,
  options: ProjectCommandOptions,
): Promise<{ readonly context: CommandContext; readonly project: Project }> {
  const { readManifest, resolveProject } = await import('@signalbox/deploy');
  const source = await readManifest(options.file ?? '.', { environmentName: options.env });
  const context = await openContext(command, source.apiUrl);
  const project = await resolveProject(context.client, source, {
    names: options.name,
    onNotice: ({ position: { file, line }, field, text }) =>
      context.say(`Note: ${file}${line === null ? '' : `:${line}`} ${field}: ${text}.`),
  });
  return { context, project };
}
