// signalbox: `signalbox config set`
import { readProfiles, writeProfiles } from '@signalbox/sdk/settings';
import type { Writer } from '../command-context.ts';
import { UsageError } from '../command-error.ts';
import { profileOf } from '../profiles/find.ts';
import { maskedSettings, settingFromName } from './known-settings.ts';

function settingFromWord(word: string): [name: string, value: string] {
  const equals = word.indexOf('=');
  if (equals < 1) throw new UsageError(`${word}: write it as NAME=VALUE.`);
  const name = settingFromName(word.slice(0, equals));
  const value = word.slice(equals + 1);
  if (name === 'api_url' && !/^https?:\/\/[^/]/.test(value))
    throw new UsageError(
      `api_url must begin with http:// or https://, for instance http://127.0.0.1:4200/api, and not be ${value}.`,
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
  const changed = { ...profileOf(profiles, name), ...settings };
  writeProfiles({ ...profiles, profiles: { ...profiles.profiles, [name]: changed } });
  show(
    { profile: name, settings: maskedSettings(settings) },
    () => `Set ${Object.keys(settings).join(', ')} in profile ${name}.`,
  );
}
