// signalbox: finds the profile that a command names.
import type { Profile, Profiles } from '@signalbox/sdk/settings';
import { CommandError } from '../command-error.ts';

export function profileOf({ profiles }: Profiles, name: string): Profile {
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (profile === undefined)
    throw new CommandError(`There is no profile ${name}. There are: ${Object.keys(profiles).join(', ')}.`);
  return profile;
}
