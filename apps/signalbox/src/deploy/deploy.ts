// signalbox: `signalbox deploy`
import { resolve } from 'node:path';
import type { CommandContext } from '../command-context.ts';
import type { DeployOptions } from './declare.ts';
import { deployProject, fullName, manifestOf } from './project.ts';

export async function deployFromCommand(
  { client, show }: CommandContext,
  { file, name }: DeployOptions,
): Promise<void> {
  const manifest = file === undefined ? manifestOf('.') : resolve(file);
  const results = await deployProject(client, { manifest, names: name });
  show(results, () => {
    const [first] = results;
    if (first === undefined) return `${manifest} declares no deployments.`;
    return [
      ...results.map((result) => `${fullName(result)} ${result.outcome}, work pool ${result.work_pool_name}`),
      '',
      `Run one: signalbox deployment run ${fullName(first)} --watch`,
    ].join('\n');
  });
}
