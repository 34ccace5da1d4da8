// signalbox: the options of commands that compare a manifest with a server, and what they read by them.
import type { PlanProjectOptions, Project, Touch } from '@signalbox/deploy';
import type { Command } from 'commander';
import { type CommandContext, openContext } from '../command-context.ts';
import { CommandError, UsageError } from '../command-error.ts';

export interface ProjectCommandOptions {
  readonly name?: string[];
  readonly file?: string;
  readonly env?: string;
  readonly prune?: boolean;
  readonly onlyChangedSince?: string;
}

export const withProjectOptions = (command: Command): Command =>
  command
    .option('-n, --name <name...>', 'only the deployments of these names, by name or flow/name')
    .option(
      '-f, --file <path>',
      'the manifest; by default signalbox.config.ts, signalbox.yaml or prefect.yaml in this folder',
    )
    .option('--env <name>', 'the environment; by default as the manifest says for the git branch')
    .option(
      '--only-changed-since <ref>',
      'only deployments whose code, schedules or definition the commits since then touch',
    )
    .option('--prune', 'removes deployments that this manifest made and declares no more, with their runs to come');

export interface OpenedProject {
  readonly context: CommandContext;
  /** With `--only-changed-since` of the deployments only those that are touched. */
  readonly project: Project;
  /** For `planProject`. */
  readonly planning: PlanProjectOptions;
  /** Why each of them is there, by its name. */
  readonly touched?: Readonly<Record<string, Touch>>;
}

/** Reads and checks the manifest; what is not wrong and people should know goes to them. */
export async function openProject(command: Command, options: ProjectCommandOptions): Promise<OpenedProject> {
  const { readDeployments, readManifest, resolveProject, touchedSince, UnknownReferenceError } = await import(
    '@signalbox/deploy'
  );
  if (options.prune === true && options.onlyChangedSince !== undefined)
    throw new UsageError('--prune looks at all that the manifest declares: leave out --only-changed-since.');
  const source = await readManifest(options.file ?? '.', { environmentName: options.env });
  const context = await openContext(command, { url: source.apiUrl });
  // Loading the flows and reading the server both take their time elsewhere.
  const [project, deployments] = await Promise.all([
    resolveProject(context.client, source, {
      names: options.name,
      onNotice: ({ position: { file, line }, field, text }) =>
        context.say(`Note: ${file}${line === null ? '' : `:${line}`} ${field}: ${text}.`),
    }),
    readDeployments(context.client),
  ]);
  const planning = { prune: options.prune ?? false, deployments };
  if (options.onlyChangedSince === undefined) return { context, project, planning };
  try {
    const touched = await touchedSince(context.client, source, project, options.onlyChangedSince);
    const wanted = project.deployments.filter(({ declared }) => touched.has(declared.name));
    context.say(touchesText(touched, options.onlyChangedSince));
    const part = { ...project, deployments: wanted };
    return { context, project: part, planning, touched: Object.fromEntries(touched) };
  } catch (error) {
    if (error instanceof UnknownReferenceError) throw new CommandError(error.message, { cause: error });
    throw error;
  }
}

function touchesText(touched: ReadonlyMap<string, Touch>, reference: string): string {
  if (touched.size === 0) return `No deployment is touched since ${reference}.`;
  const lines = [...touched].map(([name, { code, schedules, definition }]) => {
    const parts = [
      ...(code.length > 0 ? [`code (${code.join(', ')})`] : []),
      ...(schedules ? ['schedules'] : []),
      ...(definition ? ['definition'] : []),
    ];
    return `    ${name}: ${parts.join(', ')}`;
  });
  return [`Touched since ${reference}:`, ...lines].join('\n');
}
