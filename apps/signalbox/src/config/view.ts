// signalbox: `signalbox config view`
import { homeFolder, readProfiles } from '@signalbox/sdk/settings';
import type { Command } from 'commander';
import { writerOf } from '../command-context.ts';
import { fields } from '../output/table.ts';
import type { GlobalOptions } from '../program.ts';
import { commandSettings } from '../settings.ts';
import { maskedSettings } from './known-settings.ts';

export async function viewConfig(command: Command): Promise<void> {
  const { apiUrl, profile } = command.optsWithGlobals<GlobalOptions>();
  const { source, ...found } = commandSettings({ api_url: apiUrl, profile });
  const settings = maskedSettings(
    Object.fromEntries(Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== null)),
  );
  const view = { profile: profile ?? readProfiles().active, home: homeFolder(), source, settings };
  writerOf(command).show(view, () =>
    fields({ profile: view.profile, home: view.home, ...settings, 'address from': source }),
  );
}
