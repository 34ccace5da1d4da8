// signalbox: `signalbox deployment pause` and `resume`
import type { CommandContext } from '../command-context.ts';
import { readDeployment } from './read.ts';

export async function switchDeployment(context: CommandContext, name: string, verb: 'pause' | 'resume'): Promise<void> {
  const { id } = await readDeployment(context, name);
  await context.client.deployments[verb]({ params: { id } });
  const deployment = await readDeployment(context, id);
  context.show(deployment, () => (deployment.paused ? `Paused ${name}: it schedules no runs.` : `Resumed ${name}.`));
}
