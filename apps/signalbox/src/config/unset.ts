// signalbox: `signalbox config unset`
import { readProfiles, writeProfiles } from '@signalbox/sdk/settings';
import type { Writer } from '../command-context.ts';
import { CommandError } from '../command-error.ts';
import { profileOf } from '../profiles/find.ts';
import { settingFromName } from './known-settings.ts';

export async function unsetConfig(
  { show }: Writer,
  wanted: string | undefined,
  words: readonly string[],
): Promise<void> {
  const profiles = readProfiles();
  const profile = wanted ?? profiles.active;
  const settings = profileOf(profiles, profile);
  const names: readonly string[] = words.map(settingFromName);
  for (const name of names)
    if (!Object.hasOwn(settings, name)) throw new CommandError(`${name} is not set in profile ${profile}.`);
  const left = Object.fromEntries(Object.entries(settings).filter(([name]) => !names.includes(name)));
  writeProfiles({ ...profiles, profiles: { ...profiles.profiles, [profile]: left } });
  show({ profile, unset: names }, () => `Removed ${names.join(', ')} from profile ${profile}.`);
}
