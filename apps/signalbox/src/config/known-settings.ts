// signalbox: the settings that a profile may hold.
import type { Profile } from '@signalbox/sdk/settings';
import { UsageError } from '../command-error.ts';

type SettingName = keyof Profile;

interface KnownSetting {
  readonly description: string;
  readonly secret: boolean;
}

const KNOWN_SETTINGS: Readonly<Record<SettingName, KnownSetting>> = {
  api_url: { description: 'the API of the server, for instance http://127.0.0.1:4200/api', secret: false },
  api_key: { description: 'the key that is sent as Authorization: Bearer', secret: true },
  auth_string: { description: 'user:password, sent as Authorization: Basic', secret: true },
};

const isKnown = (name: string): name is SettingName => Object.hasOwn(KNOWN_SETTINGS, name);

/**
 * The setting that is meant by `api_url` or by its environment variable, `SIGNALBOX_API_URL` or `PREFECT_API_URL`.
 *
 * @throws UsageError for any other name.
 */
export function settingFromName(word: string): SettingName {
  const name = word
    .toLowerCase()
    .replace(/^(signalbox|prefect)_/, '')
    .replace(/^api_auth_string$/, 'auth_string');
  if (isKnown(name)) return name;
  const known = Object.entries(KNOWN_SETTINGS).map(([setting, { description }]) => `  ${setting}: ${description}`);
  throw new UsageError(`There is no setting ${word}. There are:\n${known.join('\n')}`);
}

/** Secrets as stars, always as many. */
export const maskedSettings = (settings: Profile): Record<string, string> =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      isKnown(name) && KNOWN_SETTINGS[name].secret ? '********' : value,
    ]),
  );
