// signalbox: which settings hold: the command line over the environment over the profile over the defaults.
import { profileOf } from './profiles/find.ts';
import { readProfiles } from './profiles/profile-file.ts';

export const DEFAULT_API_URL = 'http://127.0.0.1:4200/api';

/** Prefect's names hold too, so that one environment serves both command lines; ours win. */
const ENVIRONMENT_NAMES = {
  SIGNALBOX_API_URL: ['SIGNALBOX_API_URL', 'PREFECT_API_URL'],
  SIGNALBOX_API_KEY: ['SIGNALBOX_API_KEY', 'PREFECT_API_KEY'],
  SIGNALBOX_API_AUTH_STRING: ['SIGNALBOX_API_AUTH_STRING', 'PREFECT_API_AUTH_STRING'],
} as const;

type SettingName = keyof typeof ENVIRONMENT_NAMES;

export interface Setting {
  readonly name: SettingName;
  readonly value: string;
  /** Where it comes from, for people. */
  readonly source: string;
}

export interface ChosenOnCommandLine {
  readonly api_url?: string | undefined;
  readonly profile?: string | undefined;
}

function findSetting(name: SettingName, chosen: ChosenOnCommandLine): Setting | null {
  if (name === 'SIGNALBOX_API_URL' && chosen.api_url !== undefined)
    return { name, value: chosen.api_url, source: '--api-url' };
  for (const variable of ENVIRONMENT_NAMES[name]) {
    const value = process.env[variable];
    if (value) return { name, value, source: `environment ${variable}` };
  }
  const profiles = readProfiles();
  const profile = chosen.profile ?? process.env.SIGNALBOX_PROFILE ?? profiles.active;
  const value = profileOf(profiles, profile)[name];
  if (value) return { name, value, source: `profile ${profile}` };
  return name === 'SIGNALBOX_API_URL' ? { name, value: DEFAULT_API_URL, source: 'default' } : null;
}

/** Every setting that has a value. */
export function allSettings(chosen: ChosenOnCommandLine): Setting[] {
  const names: readonly SettingName[] = ['SIGNALBOX_API_URL', 'SIGNALBOX_API_KEY', 'SIGNALBOX_API_AUTH_STRING'];
  return names.map((name) => findSetting(name, chosen)).filter((setting) => setting !== null);
}

export interface CliSettings {
  readonly api_url: string;
  readonly credentials: { readonly api_key?: string; readonly auth_string?: string };
}

export function cliSettings(chosen: ChosenOnCommandLine): CliSettings {
  const api_key = findSetting('SIGNALBOX_API_KEY', chosen)?.value;
  const auth_string = findSetting('SIGNALBOX_API_AUTH_STRING', chosen)?.value;
  return {
    api_url: findSetting('SIGNALBOX_API_URL', chosen)?.value ?? DEFAULT_API_URL,
    credentials: { ...(api_key !== undefined && { api_key }), ...(auth_string !== undefined && { auth_string }) },
  };
}
