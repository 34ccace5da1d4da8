// signalbox: `signalbox profile delete`
import { readProfiles, writeProfiles } from '@signalbox/sdk/settings';
import type { Writer } from '../command-context.ts';
import { CommandError } from '../command-error.ts';
import { profileOf } from './find.ts';

export async function deleteProfile({ show }: Writer, name: string): Promise<void> {
  const profiles = readProfiles();
  profileOf(profiles, name);
  if (name === profiles.active)
    throw new CommandError(`Profile ${name} is active. Use another one first: signalbox profile use NAME`);
  const { [name]: _deleted, ...others } = profiles.profiles;
  writeProfiles({ ...profiles, profiles: others });
  show({ name, deleted: true }, () => `Deleted profile ${name}.`);
}
