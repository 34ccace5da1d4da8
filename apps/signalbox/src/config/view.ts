// signalbox: `signalbox config view`
import type { Writer } from '../command-context.ts';
import { table } from '../output/table.ts';
import { readProfiles } from '../profiles/profile-file.ts';
import { allSettings } from '../settings.ts';
import { maskedSettings } from './known-settings.ts';

export async function viewConfig({ show }: Writer, profile: string | undefined): Promise<void> {
  const active = profile ?? process.env.SIGNALBOX_PROFILE ?? readProfiles().active;
  const settings = allSettings({ profile }).map(({ name, value, source }) => ({
    name,
    value: maskedSettings({ [name]: value })[name] ?? '',
    source,
  }));
  show({ profile: active, settings }, () =>
    [
      `Profile ${active}`,
      '',
      table(
        settings,
        [
          { title: 'Setting', text: ({ name }) => name },
          { title: 'Value', text: ({ value }) => value },
          { title: 'From', text: ({ source }) => source },
        ],
        'No settings.',
      ),
    ].join('\n'),
  );
}
