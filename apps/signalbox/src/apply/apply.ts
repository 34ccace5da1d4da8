// signalbox: `signalbox apply`
import { applyPlan, planProject } from '@signalbox/deploy';
import type { Command } from 'commander';
import { changesText } from '../plan/change-text.ts';
import { openProject, type ProjectCommandOptions } from '../plan/project-options.ts';

export async function applyFromCommand(command: Command, options: ProjectCommandOptions): Promise<void> {
  const { context, project, planning } = await openProject(command, options);
  const plan = await planProject(context.client, project, planning);
  context.say(changesText(plan.changes));
  const { changes } = await applyPlan(context.client, project, plan);
  context.show({ changes }, () => 'Applied.');
}
