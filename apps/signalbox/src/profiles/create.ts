// signalbox: `signalbox profile create`
import { readProfiles, writeProfiles } from '@signalbox/sdk/settings';
import type { Writer } from '../command-context.ts';
import { CommandError, UsageError } from '../command-error.ts';
import { profileOf } from './find.ts';

export async function createProfile({ show }: Writer, name: string, from: string | undefined): Promise<void> {
  if (!/^[\w.-]+$/.test(name))
    throw new UsageError(`${name} is no name for a profile: letters, digits, . _ and - only.`);
  const profiles = readProfiles();
  if (Object.hasOwn(profiles.profiles, name)) throw new CommandError(`There is a profile ${name} already.`);
  const settings = from === undefined ? {} : profileOf(profiles, from);
  writeProfiles({ ...profiles, profiles: { ...profiles.profiles, [name]: settings } });
  show({ name, created: true }, () => `Created profile ${name}. Use it: signalbox profile use ${name}`);
}
