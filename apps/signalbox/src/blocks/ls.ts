// signalbox: `signalbox block ls`
import type { CommandContext } from '../command-context.ts';
import { table } from '../output/table.ts';
import { relativeTime } from '../output/time.ts';

export async function listBlocks({ client, show, now }: CommandContext): Promise<void> {
  const blocks = await client.block_documents.filter({ body: { block_documents: { is_anonymous: { eq_: false } } } });
  show(blocks, () =>
    table(
      blocks,
      [
        { title: 'Name', text: ({ block_type, name }) => `${block_type?.slug ?? '?'}/${name}` },
        { title: 'Type', text: ({ block_type_name, block_type }) => block_type_name ?? block_type?.name ?? '–' },
        { title: 'Updated', text: ({ updated }) => relativeTime(updated, now()) },
        { title: 'Id', text: ({ id }) => id },
      ],
      'No blocks yet. `signalbox block create secret NAME` stores one from the standard input.',
    ),
  );
}
