// signalbox: `signalbox profile ls`
import { readProfiles } from '@signalbox/sdk/settings';
import type { Writer } from '../command-context.ts';
import { table } from '../output/table.ts';

export async function listProfiles({ show }: Writer): Promise<void> {
  const { active, profiles } = readProfiles();
  const rows = Object.entries(profiles).map(([name, settings]) => ({
    name,
    active: name === active,
    api_url: settings.api_url ?? null,
  }));
  show(rows, () =>
    table(
      rows,
      [
        { title: '', text: (row) => (row.active ? '*' : '') },
        { title: 'Name', text: ({ name }) => name },
        { title: 'Server', text: ({ api_url }) => api_url ?? '–' },
      ],
      'No profiles.',
    ),
  );
}
