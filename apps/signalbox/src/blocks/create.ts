// signalbox: `signalbox block create`
import { text as textOfStream } from 'node:stream/consumers';
import type { CommandContext } from '../command-context.ts';
import { CommandError, UsageError } from '../command-error.ts';
import { findBlock } from './read.ts';

const SECRET = 'secret';

// Never as an argument: those are seen in lists of processes and kept in the history of the shell.
async function secretFromInput(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Type the secret, then Enter and Ctrl-D:\n');
  const value = (await textOfStream(process.stdin)).replace(/\r?\n$/, '');
  if (value === '')
    throw new UsageError(
      'The standard input is empty. Give the secret to it: printf %s "$TOKEN" | signalbox block create secret NAME',
    );
  return value;
}

export async function createBlock(
  context: CommandContext,
  type: string,
  name: string,
  replace: boolean,
): Promise<void> {
  if (type !== SECRET)
    throw new UsageError(
      `Blocks of type ${type} cannot be made from the command line: only ${SECRET} can. Others are made in the dashboard or in code.`,
    );
  const { client } = context;
  const before = await findBlock(context, type, name);
  if (before !== null && !replace)
    throw new CommandError(`There is a block ${type}/${name} already. Give it another value with --replace.`);
  const data = { value: await secretFromInput() };
  if (before !== null) await client.block_documents.update({ params: { id: before.id }, body: { data } });
  else {
    const block_type = await client.block_types.read_by_slug({ params: { slug: type } });
    const [schema] = await client.block_schemas.filter({
      body: { block_schemas: { block_type_id: { any_: [block_type.id] } } },
    });
    if (schema === undefined) throw new CommandError(`The server has no schema for blocks of type ${type}.`);
    await client.block_documents.create({
      body: { name, data, block_schema_id: schema.id, block_type_id: block_type.id },
    });
  }
  const after = await findBlock(context, type, name);
  context.show(after, () => `${before === null ? 'Created' : 'Changed'} block ${type}/${name}.`);
}
