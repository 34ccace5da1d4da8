// signalbox: `signalbox rollback`
import type { CommandContext } from '../command-context.ts';
import { CommandError } from '../command-error.ts';
import { readDeployment } from '../deployments/read.ts';
import { versionNamed, versionsOf } from '../deployments/versions.ts';
import { differenceLine } from '../plan/change-text.ts';

export async function rollBack(context: CommandContext, name: string, asked: string | undefined): Promise<void> {
  const { client } = context;
  const { id } = await readDeployment(context, name);
  const versions = await versionsOf(context, id);
  const [now, before] = versions;
  const target = asked === undefined ? before : versionNamed(versions, asked);
  if (!now || !target) throw new CommandError(`${name} has no earlier version to go back to.`);
  if (target.content_hash === now.content_hash) {
    context.show(now, () => `${name} says what version ${target.number} says already.`);
    return;
  }
  const restored = await client.deployment_versions.restore({ params: { id, number: target.number } });
  const differences = await client.deployment_versions.differences({ params: { id, number: restored.number } });
  context.show(restored, () =>
    [
      ...differences.map((one) => `    ${differenceLine(one)}`),
      `${name} is again what version ${target.number} was, as version ${restored.number}.`,
    ].join('\n'),
  );
}
