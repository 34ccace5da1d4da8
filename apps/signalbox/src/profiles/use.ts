// signalbox: `signalbox profile use`
import type { Writer } from '../command-context.ts';
import { profileOf } from './find.ts';
import { readProfiles, writeProfiles } from './profile-file.ts';

export async function useProfile({ show }: Writer, name: string): Promise<void> {
  const profiles = readProfiles();
  const { SIGNALBOX_API_URL } = profileOf(profiles, name);
  writeProfiles({ ...profiles, active: name });
  show({ name, active: true }, () => `Profile ${name} is active${SIGNALBOX_API_URL ? `: ${SIGNALBOX_API_URL}` : ''}.`);
}
