// signalbox: `signalbox profile use`
import { readProfiles, writeProfiles } from '@signalbox/sdk/settings';
import type { Writer } from '../command-context.ts';
import { profileOf } from './find.ts';

export async function useProfile({ show }: Writer, name: string): Promise<void> {
  const profiles = readProfiles();
  const { api_url } = profileOf(profiles, name);
  writeProfiles({ ...profiles, active: name });
  show({ name, active: true }, () => `Profile ${name} is active${api_url ? `: ${api_url}` : ''}.`);
}
