// signalbox: the file of profiles: `profiles.json` below SIGNALBOX_HOME, readable by its owner only.
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { CommandError } from '../command-error.ts';

/** The settings of a profile, by the names of the environment variables that override them. */
export type Profile = Readonly<Record<string, string>>;

export interface Profiles {
  readonly active: string;
  readonly profiles: Readonly<Record<string, Profile>>;
}

const NONE: Profiles = { active: 'default', profiles: { default: {} } };

export const homeDirectory = (environment: NodeJS.ProcessEnv = process.env): string =>
  environment.SIGNALBOX_HOME || join(homedir(), '.signalbox');

export const profilesPath = (): string => join(homeDirectory(), 'profiles.json');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isProfile = (value: unknown): value is Profile =>
  isRecord(value) && Object.values(value).every((setting) => typeof setting === 'string');

function isProfiles(value: unknown): value is Profiles {
  return (
    isRecord(value) &&
    typeof value.active === 'string' &&
    isRecord(value.profiles) &&
    Object.values(value.profiles).every(isProfile)
  );
}

/** One empty profile named `default` where there is no file. */
export function readProfiles(): Profiles {
  const path = profilesPath();
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return NONE;
    throw error;
  }
  const value = parsed(text);
  if (!isProfiles(value))
    throw new CommandError(`${path} is no file of profiles. Mend it, or move it away and create the profiles anew.`);
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A file beside it is renamed over it, so that whoever reads meanwhile finds it whole. */
export function writeProfiles(profiles: Profiles): void {
  const path = profilesPath();
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, `${JSON.stringify(profiles, null, 2)}\n`, { mode: 0o600 });
  chmodSync(beside, 0o600);
  renameSync(beside, path);
}
