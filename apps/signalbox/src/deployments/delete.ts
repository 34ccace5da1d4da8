// signalbox: `signalbox deployment delete`
import type { CommandContext } from '../command-context.ts';
import { readDeployment } from './read.ts';

export async function deleteDeployment(context: CommandContext, name: string): Promise<void> {
  const { id } = await readDeployment(context, name);
  await context.client.deployments.delete({ params: { id } });
  context.show({ id, deleted: true }, () => `Deleted ${name}.`);
}
