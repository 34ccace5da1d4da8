// signalbox: `signalbox promote`
import { applyPlan, PromoteError, planProject, promotedProject, readManifest, resolveProject } from '@signalbox/deploy';
import type { Command } from 'commander';
import { openContext } from '../command-context.ts';
import { CommandError, UsageError } from '../command-error.ts';
import { changesText } from '../plan/change-text.ts';
import type { PromoteOptions } from './declare.ts';

export async function promoteFromCommand(
  command: Command,
  names: readonly string[],
  { from, to, file = '.', fromProfile, toProfile, dryRun = false }: PromoteOptions,
): Promise<void> {
  if (from === to) throw new UsageError(`--from and --to are both ${from}: name two environments.`);
  const source = await readManifest(file, { environmentName: from });
  const target = await readManifest(file, { environmentName: to });
  const context = await openContext(command, { url: target.apiUrl, profile: toProfile });
  const { client: from_client } = await openContext(command, { url: source.apiUrl, profile: fromProfile });
  const project = await resolveProject(context.client, target);
  try {
    const options = { from: source, from_client, names: names.length > 0 ? names : undefined };
    const promoted = await promotedProject(project, target, options);
    for (const notice of promoted.notices) context.say(`Note: ${notice}.`);
    const plan = await planProject(context.client, promoted.project);
    if (!dryRun) {
      context.say(changesText(plan.changes));
      await applyPlan(context.client, promoted.project, plan);
    }
    context.show({ changes: plan.changes }, () => (dryRun ? changesText(plan.changes) : `Promoted ${from} to ${to}.`));
  } catch (error) {
    if (error instanceof PromoteError) throw new CommandError(error.message, { cause: error });
    throw error;
  }
}
