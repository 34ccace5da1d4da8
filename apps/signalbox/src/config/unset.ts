// signalbox: `signalbox config unset`
import type { Writer } from '../command-context.ts';
import { CommandError } from '../command-error.ts';
import { profileOf } from '../profiles/find.ts';
import { readProfiles, writeProfiles } from '../profiles/profile-file.ts';

export async function unsetConfig(
  { show }: Writer,
  profile: string | undefined,
  names: readonly string[],
): Promise<void> {
  const profiles = readProfiles();
  const profile_name = profile ?? profiles.active;
  const settings = profileOf(profiles, profile_name);
  for (const name of names)
    if (!Object.hasOwn(settings, name)) throw new CommandError(`${name} is not set in profile ${profile_name}.`);
  const left = Object.fromEntries(Object.entries(settings).filter(([name]) => !names.includes(name)));
  writeProfiles({ ...profiles, profiles: { ...profiles.profiles, [profile_name]: left } });
  show({ profile: profile_name, unset: names }, () => `Removed ${names.join(', ')} from profile ${profile_name}.`);
}
