// signalbox: `signalbox work-pool pause` and `resume`
import type { CommandContext } from '../command-context.ts';
import { readWorkPool } from './read.ts';

export async function switchWorkPool(context: CommandContext, name: string, verb: 'pause' | 'resume'): Promise<void> {
  await readWorkPool(context, name);
  await context.client.work_pools.update({ params: { name }, body: { is_paused: verb === 'pause' } });
  const pool = await readWorkPool(context, name);
  context.show(pool, () => (pool.is_paused ? `Paused ${name}: its workers get no runs.` : `Resumed ${name}.`));
}
