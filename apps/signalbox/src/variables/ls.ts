// signalbox: `signalbox variable ls`
import type { CommandContext } from '../command-context.ts';
import { table } from '../output/table.ts';
import { relativeTime } from '../output/time.ts';

const LONGEST_VALUE = 60;

function shortValue(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}

export async function listVariables({ client, show, now }: CommandContext): Promise<void> {
  const variables = await client.variables.filter({ body: {} });
  show(variables, () =>
    table(
      variables,
      [
        { title: 'Name', text: ({ name }) => name },
        { title: 'Value', text: ({ value }) => shortValue(value) },
        { title: 'Updated', text: ({ updated }) => relativeTime(updated, now()) },
        { title: 'Tags', text: ({ tags }) => tags.join(', ') },
      ],
      'No variables yet. `signalbox variable set NAME VALUE` makes one.',
    ),
  );
}
