// signalbox: `signalbox work-pool delete`
import type { CommandContext } from '../command-context.ts';
import { readWorkPool } from './read.ts';

export async function deleteWorkPool(context: CommandContext, name: string): Promise<void> {
  const { id } = await readWorkPool(context, name);
  await context.client.work_pools.delete({ params: { name } });
  context.show({ id, deleted: true }, () => `Deleted work pool ${name}.`);
}
