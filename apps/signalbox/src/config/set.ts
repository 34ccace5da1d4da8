// signalbox: `signalbox config set`
import type { Writer } from '../command-context.ts';
import { UsageError } from '../command-error.ts';
import { profileOf } from '../profiles/find.ts';
import { readProfiles, writeProfiles } from '../profiles/profile-file.ts';
import { assertKnown, maskedSettings } from './known-settings.ts';

function settingFromWord(word: string): [name: string, value: string] {
  const equals = word.indexOf('=');
  if (equals < 1) throw new UsageError(`${word}: write it as NAME=VALUE.`);
  const name = word.slice(0, equals);
  const value = word.slice(equals + 1);
  assertKnown(name);
  if (name === 'SIGNALBOX_API_URL' && !/^https?:\/\/[^/]/.test(value))
    throw new UsageError(
      `SIGNALBOX_API_URL must begin with http:// or https://, for instance http://127.0.0.1:4200/api, not ${value}.`,
    );
  return [name, value];
}

export async function setConfig(
  { show }: Writer,
  profile: string | undefined,
  words: readonly string[],
): Promise<void> {
  const settings = Object.fromEntries(words.map(settingFromWord));
  const profiles = readProfiles();
  const name = profile ?? profiles.active;
  writeProfiles({
    ...profiles,
    profiles: { ...profiles.profiles, [name]: { ...profileOf(profiles, name), ...settings } },
  });
  show(
    { profile: name, settings: maskedSettings(settings) },
    () => `Set ${Object.keys(settings).join(', ')} in profile ${name}.`,
  );
}
