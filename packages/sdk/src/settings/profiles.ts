// sdk: the file of profiles, which says which server a machine's flows and commands talk to.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** One named set of settings. */
export interface Profile {
  readonly api_url?: string;
  readonly api_key?: string;
  /** `user:password` */
  readonly auth_string?: string;
}

export interface Profiles {
  readonly active: string;
  readonly profiles: Readonly<Record<string, Profile>>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where settings, the database and results live: SIGNALBOX_HOME, or `.signalbox` in the user's home. */
export const homeFolder = (environment: Environment = process.env): string =>
  environment.SIGNALBOX_HOME ?? join(homedir(), '.signalbox');

export const profilesPath = (environment: Environment = process.env): string =>
  join(homeFolder(environment), 'profiles.json');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isProfiles(value: unknown): value is Profiles {
  return (
    isRecord(value) &&
    typeof value.active === 'string' &&
    isRecord(value.profiles) &&
    Object.values(value.profiles).every(
      (profile) => isRecord(profile) && Object.values(profile).every((setting) => typeof setting === 'string'),
    )
  );
}

/** The profiles of this machine; one empty profile named `default` when there is no file. */
export function readProfiles(environment: Environment = process.env): Profiles {
  const path = profilesPath(environment);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return { active: 'default', profiles: { default: {} } };
    }
    throw error;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Error(`The profiles in ${path} are not JSON. Mend the file or remove it.`, { cause });
  }
  if (!isProfiles(value)) {
    throw new Error(
      `The profiles in ${path} have another form than { "active": "default", "profiles": { "default": { "api_url": "…" } } }. Mend the file or remove it.`,
    );
  }
  return value;
}

/** Writes the profiles, readable by this user only: they may hold a key. */
export function writeProfiles(profiles: Profiles, environment: Environment = process.env): void {
  const path = profilesPath(environment);
  mkdirSync(homeFolder(environment), { recursive: true });
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, `${JSON.stringify(profiles, null, 2)}\n`, { mode: 0o600 });
  renameSync(beside, path);
}
