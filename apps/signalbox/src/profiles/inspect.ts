// signalbox: `signalbox profile inspect`
import { readProfiles } from '@signalbox/sdk/settings';
import type { Writer } from '../command-context.ts';
import { maskedSettings } from '../config/known-settings.ts';
import { fields } from '../output/table.ts';
import { profileOf } from './find.ts';

export async function inspectProfile({ show }: Writer, wanted: string | undefined): Promise<void> {
  const profiles = readProfiles();
  const name = wanted ?? profiles.active;
  const settings = maskedSettings(profileOf(profiles, name));
  show(
    { name, settings },
    () => fields(settings) || `Profile ${name} has no settings. Set one: signalbox config set api_url=…`,
  );
}
