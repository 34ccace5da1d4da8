// signalbox: finds the block that a command names as TYPE/NAME.
import { NotFoundError } from '@signalbox/client';
import type { BlockDocument } from '@signalbox/contract';
import type { CommandContext } from '../command-context.ts';

/** Null when there is none; its content stays on the server. */
export async function findBlock({ client }: CommandContext, slug: string, name: string): Promise<BlockDocument | null> {
  try {
    return await client.block_types.read_block_document_by_name({
      params: { slug, block_document_name: name },
      query: { include_secrets: false },
    });
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}
