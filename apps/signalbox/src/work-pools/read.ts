// signalbox: finds the work pool that a command names.
import { NotFoundError } from '@signalbox/client';
import type { WorkPoolResponse } from '@signalbox/contract';
import type { CommandContext } from '../command-context.ts';
import { CommandError } from '../command-error.ts';

export async function readWorkPool({ client }: CommandContext, name: string): Promise<WorkPoolResponse> {
  try {
    return await client.work_pools.read({ params: { name } });
  } catch (error) {
    if (error instanceof NotFoundError)
      throw new CommandError(
        `There is no work pool ${name}. \`signalbox work-pool ls\` lists them, \`signalbox work-pool create ${name}\` makes it.`,
        { cause: error },
      );
    throw error;
  }
}
