// signalbox: `signalbox deploy`
import type { ManifestSource } from '@signalbox/deploy';
import type { CommandContext } from '../command-context.ts';
import type { DeployOptions } from './declare.ts';
import { deploySource, fullName } from './project.ts';

export async function deployFromCommand(
  { client, show, say }: CommandContext,
  source: ManifestSource,
  { name }: DeployOptions,
): Promise<void> {
  const results = await deploySource(client, source, name, ({ position: { file, line }, field, text }) =>
    say(`Note: ${file}${line === null ? '' : `:${line}`} ${field}: ${text}.`),
  );
  show(results, () => {
    const [first] = results;
    if (first === undefined) return `${source.file} declares no deployments.`;
    return [
      ...results.map((result) => `${fullName(result)} ${result.outcome}, work pool ${result.work_pool_name}`),
      '',
      `Run one: signalbox deployment run ${fullName(first)} --watch`,
    ].join('\n');
  });
}
