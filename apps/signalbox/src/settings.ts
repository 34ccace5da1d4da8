// signalbox: which server a command talks to: the command line over the environment over the active profile.
import { readProfiles, readSettings, type Settings } from '@signalbox/sdk/settings';
import { profileOf } from './profiles/find.ts';

/** The address of a server on this machine that was started without options. */
export const DEFAULT_API_URL = 'http://127.0.0.1:4200/api';

export interface ChosenOnCommandLine {
  readonly api_url?: string | undefined;
  readonly profile?: string | undefined;
}

export interface CommandSettings extends Settings {
  readonly api_url: string;
  readonly source: string;
}

/** A profile that is named on the command line holds as a whole, whatever the environment says. */
export function commandSettings({ api_url, profile }: ChosenOnCommandLine): CommandSettings {
  if (profile !== undefined) {
    const named = profileOf(readProfiles(), profile);
    return {
      api_url: api_url ?? named.api_url ?? DEFAULT_API_URL,
      api_key: named.api_key ?? null,
      auth_string: named.auth_string ?? null,
      source: `profile ${profile}`,
    };
  }
  // As an address of the environment it gets the credentials of the environment, not those of the profile.
  if (api_url !== undefined)
    return { ...readSettings({ ...process.env, SIGNALBOX_API_URL: api_url }), api_url, source: '--api-url' };
  const settings = readSettings();
  return { ...settings, api_url: settings.api_url ?? DEFAULT_API_URL, source: settings.source ?? 'default' };
}
