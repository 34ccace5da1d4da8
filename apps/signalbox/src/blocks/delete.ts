// signalbox: `signalbox block delete`
import type { CommandContext } from '../command-context.ts';
import { CommandError, UsageError } from '../command-error.ts';
import { findBlock } from './read.ts';

export async function deleteBlock(context: CommandContext, word: string): Promise<void> {
  const [slug, name, ...rest] = word.split('/');
  if (!slug || !name || rest.length > 0)
    throw new UsageError(`${word} is no name of a block. Write TYPE/NAME, for instance secret/git-token.`);
  const block = await findBlock(context, slug, name);
  if (block === null) throw new CommandError(`There is no block ${word}. \`signalbox block ls\` lists them.`);
  await context.client.block_documents.delete({ params: { id: block.id } });
  context.show({ id: block.id, deleted: true }, () => `Deleted block ${word}.`);
}
