// signalbox: `signalbox plan`
import { isWrite } from '@signalbox/core';
import { planProject } from '@signalbox/deploy';
import type { Command } from 'commander';
import { changesMarkdown, changesText } from './change-text.ts';
import { openProject, type ProjectCommandOptions } from './project-options.ts';

/** As tools that plan do, so that a script can tell "something changes" from "it failed". */
const SOMETHING_CHANGES = 2;

export async function planFromCommand(command: Command, options: ProjectCommandOptions): Promise<void> {
  const { context, project, planning, touched } = await openProject(command, options);
  const { changes } = await planProject(context.client, project, planning);
  context.show({ changes, ...(touched && { touched }) }, () =>
    context.output === 'markdown' ? changesMarkdown(changes) : changesText(changes),
  );
  if (changes.some(isWrite)) process.exitCode = SOMETHING_CHANGES;
}
