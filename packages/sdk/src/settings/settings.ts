// sdk: which server to talk to and as whom: from the environment, then from the active profile.
import { readProfiles } from './profiles.ts';

export interface Settings {
  /** Null when none is configured. */
  readonly api_url: string | null;
  readonly api_key: string | null;
  /** `user:password` */
  readonly auth_string: string | null;
  /** Where the address comes from, for messages; null when there is none. */
  readonly source: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

function firstSet(environment: Environment, names: readonly string[]): { value: string; name: string } | null {
  for (const name of names) {
    const value = environment[name];
    if (value !== undefined && value !== '') return { value, name };
  }
  return null;
}

/**
 * The settings that hold now. A name of ours wins over Prefect's, the environment over the profile. The profile's
 * credentials belong to its address: they are not sent to an address from the environment.
 */
export function readSettings(environment: Environment = process.env): Settings {
  const url = firstSet(environment, ['SIGNALBOX_API_URL', 'PREFECT_API_URL']);
  const key = firstSet(environment, ['SIGNALBOX_API_KEY', 'PREFECT_API_KEY']);
  const auth = firstSet(environment, ['SIGNALBOX_API_AUTH_STRING', 'PREFECT_API_AUTH_STRING']);
  if (url !== null) {
    return { api_url: url.value, api_key: key?.value ?? null, auth_string: auth?.value ?? null, source: url.name };
  }
  const { active, profiles } = readProfiles(environment);
  const profile = profiles[active] ?? {};
  return {
    api_url: profile.api_url ?? null,
    api_key: key?.value ?? profile.api_key ?? null,
    auth_string: auth?.value ?? profile.auth_string ?? null,
    source: profile.api_url === undefined ? null : `profile ${active}`,
  };
}
