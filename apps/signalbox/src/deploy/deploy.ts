// signalbox: `signalbox deploy`
import { deployProject } from '@signalbox/deploy';
import type { Command } from 'commander';
import { openProject, type ProjectCommandOptions } from '../plan/project-options.ts';
import { fullName } from './project.ts';

export async function deployFromCommand(command: Command, options: ProjectCommandOptions): Promise<void> {
  const { context, project, planning } = await openProject(command, options);
  const results = await deployProject(context.client, project, planning);
  context.show(results, () => {
    const [first] = results;
    if (first === undefined) return 'There is no deployment to make.';
    return [
      ...results.map((result) => `${fullName(result)} ${result.outcome}, work pool ${result.work_pool_name}`),
      '',
      `Run one: signalbox deployment run ${fullName(first)} --watch`,
    ].join('\n');
  });
}
